package io.metalwright.ops.simulated.disk;

import io.metalwright.ops.simulated.installed.InstalledFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A disk whose contents lie in a sparse file, which is made at the first write. What was never written reads as zeros. */
public final class SimulatedDisk implements BlockStore {
    private static final int BLOCK = 64 << 10;

    private final String serial;
    private final long bytes;
    private final Path file;
    private @Nullable String superblock;
    private @Nullable InstalledFiles files;

    public SimulatedDisk(String serial, long bytes, Path file) {
        this.serial = serial;
        this.bytes = bytes;
        this.file = file;
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
        var buffer = ByteBuffer.allocate(length);
        if (Files.exists(file)) {
            try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
                while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
                    // read on
                }
            }
        }
        return buffer.array();
    }

    @Override
    public synchronized void write(long offset, byte[] written) throws IOException {
        if (offset < 0 || offset + written.length > bytes) {
            throw new IOException("No space left on device");
        }
        if (offset == 0 && written.length >= BLOCK) {
            files = null;
        }
        Files.createDirectories(file.getParent());
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var rest = ByteBuffer.wrap(written);
            while (rest.hasRemaining()) {
                channel.write(rest, offset + rest.position());
            }
        }
    }

    @Override
    public synchronized void discard() throws IOException {
        files = null;
        Files.deleteIfExists(file);
    }

    @Override
    public synchronized void zero(long from, long to) throws IOException {
        long end = Math.min(to, Files.exists(file) ? Files.size(file) : 0);
        for (long at = from; at < end; at += BLOCK) {
            write(at, new byte[(int) Math.min(BLOCK, end - at)]);
        }
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
