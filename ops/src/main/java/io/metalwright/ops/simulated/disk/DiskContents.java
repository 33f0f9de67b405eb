package io.metalwright.ops.simulated.disk;

import java.io.IOException;

/** Where the bytes of a disk are kept. What was never written reads as zeros. */
public interface DiskContents {
    void read(long offset, byte[] into) throws IOException;

    void write(long offset, byte[] written) throws IOException;

    /** Zeros from here to there. */
    void zero(long from, long to) throws IOException;

    /** Forgets all. */
    void clear() throws IOException;
}
