package io.metalwright.ops.simulated.disk;

import io.metalwright.ops.simulated.installed.InstalledFiles;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A disk, its contents, and what is known of them beside their bytes. */
public final class SimulatedDisk implements BlockStore {
    /** Whoever writes so much from the first byte on writes an image. */
    private static final int IMAGE = 64 << 10;

    private final String serial;
    private final long bytes;
    private final DiskContents contents;
    private @Nullable String superblock;
    private @Nullable InstalledFiles files;

    public SimulatedDisk(String serial, long bytes, DiskContents contents) {
        this.serial = serial;
        this.bytes = bytes;
        this.contents = contents;
    }

    public String serial() {
        return serial;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    /** The UUID of the array whose member it is, running or not. */
    public synchronized Optional<String> superblock() {
        return Optional.ofNullable(superblock);
    }

    public synchronized void superblock(@Nullable String array) {
        superblock = array;
    }

    @Override
    public synchronized byte[] read(long offset, int length) throws IOException {
        var read = new byte[length];
        contents.read(offset, read);
        return read;
    }

    @Override
    public synchronized void write(long offset, byte[] written) throws IOException {
        if (offset < 0 || offset + written.length > bytes) {
            throw new IOException("No space left on device");
        }
        if (offset == 0 && written.length >= IMAGE) {
            files = null;
        }
        contents.write(offset, written);
    }

    @Override
    public synchronized void discard() throws IOException {
        files = null;
        contents.clear();
    }

    @Override
    public synchronized void zero(long from, long to) throws IOException {
        contents.zero(from, to);
    }

    @Override
    public synchronized Optional<InstalledFiles> files() {
        return Optional.ofNullable(files);
    }

    @Override
    public synchronized void files(InstalledFiles found) {
        files = found;
    }
}
