package io.metalwright.model.plan;

import io.metalwright.model.hardware.Disk;
import org.jspecify.annotations.Nullable;

/** A disk that a run will write, known by WWN and serial and never by its letter. */
public record PlannedDisk(@Nullable String wwn, @Nullable String serial, long bytes) {
    public PlannedDisk {
        if (wwn == null && serial == null) {
            throw new IllegalArgumentException(
                    "A disk without WWN and serial cannot be told from another, so it is never written");
        }
    }

    public boolean is(Disk disk) {
        return java.util.Objects.equals(wwn, disk.wwn())
                && java.util.Objects.equals(serial, disk.serial())
                && bytes == disk.bytes();
    }

    /** By what it is told from others: {@code serial S1, WWN 0x5000c500a1b2c3d4}. */
    public String identity() {
        return (serial == null ? "" : "serial " + serial)
                + (wwn == null ? "" : (serial == null ? "" : ", ") + "WWN " + wwn);
    }

    @Override
    public String toString() {
        return identity() + ", " + bytes / 1_000_000_000 + " GB";
    }
}
