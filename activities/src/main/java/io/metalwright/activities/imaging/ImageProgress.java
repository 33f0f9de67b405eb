package io.metalwright.activities.imaging;

/** Hears how far the taking in of an image is; what it throws ends it. */
@FunctionalInterface
interface ImageProgress {
    /**
     * @param done bytes, or chunks while they are stored
     * @param total 0 when nobody knows
     */
    void tell(Phase phase, long done, long total);

    enum Phase {
        FETCH,
        CHECK,
        UNPACK,
        CONVERT,
        STORE
    }
}
