package io.metalwright.ops.role;

import io.metalwright.activities.imaging.ChunkingImageLibrary;
import io.metalwright.activities.imaging.LocalImageStore;
import io.metalwright.activities.inventory.CmdbAdoptions;
import io.metalwright.activities.inventory.CmdbCaptures;
import io.metalwright.activities.inventory.CmdbDeliveryBook;
import io.metalwright.activities.inventory.CmdbImageRegister;
import io.metalwright.activities.inventory.CmdbInventory;
import io.metalwright.activities.inventory.CmdbRoles;
import io.metalwright.activities.inventory.CmdbRunJournal;
import io.metalwright.activities.inventory.CmdbSecrets;
import io.metalwright.activities.notice.SentNotices;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.worker.Workers;
import java.nio.file.Path;

/** What a control worker does beside running workflows. */
public final class ControlActivities {
    private ControlActivities() {}

    public static Workers addTo(Workers workers, Cmdb cmdb, Path imageFolder) {
        return workers.control(
                new CmdbInventory(cmdb),
                new CmdbRunJournal(cmdb),
                new ChunkingImageLibrary(new LocalImageStore(imageFolder), new CmdbImageRegister(cmdb)),
                new CmdbAdoptions(cmdb),
                new CmdbCaptures(cmdb, new LocalImageStore(imageFolder)),
                new CmdbRoles(cmdb),
                new SentNotices(new CmdbDeliveryBook(cmdb), new CmdbSecrets(cmdb)));
    }
}
