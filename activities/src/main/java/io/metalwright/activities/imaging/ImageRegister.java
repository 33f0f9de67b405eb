package io.metalwright.activities.imaging;

import io.metalwright.model.image.ImageManifest;

/** Where an image that was taken in becomes known by its name. */
public interface ImageRegister {
    /**
     * Enters the image, or replaces what the name stood for. Recorded twice, it is there once.
     *
     * @param format what it came as: {@code raw}, {@code qcow2}, {@code vmdk}, {@code vhd}, {@code vhdx}
     * @param source where it came from
     */
    void record(String name, ImageManifest manifest, String format, String source);
}
