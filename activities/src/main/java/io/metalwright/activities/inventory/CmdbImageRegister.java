package io.metalwright.activities.inventory;

import io.metalwright.activities.imaging.ImageRegister;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.image.ImageManifest;

/** The CMDB's images by name. */
public final class CmdbImageRegister implements ImageRegister {
    private final Cmdb cmdb;

    public CmdbImageRegister(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @Override
    public void record(String name, ImageManifest manifest, String format, String source) {
        cmdb.images().recordReady(name, manifest, format, source);
    }
}
