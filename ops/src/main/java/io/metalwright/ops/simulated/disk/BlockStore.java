package io.metalwright.ops.simulated.disk;

import io.metalwright.ops.simulated.installed.InstalledFiles;
import java.io.IOException;
import java.util.Optional;

/** Something that blocks are written to: a disk, or a mirror of disks. */
public sealed interface BlockStore permits SimulatedDisk, Mirror {
    long bytes();

    byte[] read(long offset, int length) throws IOException;

    void write(long offset, byte[] bytes) throws IOException;

    /** All reads as zeros afterwards. */
    void discard() throws IOException;

    /** Zeros from here to there. */
    void zero(long from, long to) throws IOException;

    /** The files of the system on it, once it was looked into. New contents of the disk have none. */
    Optional<InstalledFiles> files();

    void files(InstalledFiles files);
}
