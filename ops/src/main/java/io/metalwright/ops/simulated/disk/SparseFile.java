package io.metalwright.ops.simulated.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** In a sparse file, which is made at the first write. */
public record SparseFile(Path file) implements DiskContents {
    private static final int BLOCK = 64 << 10;

    @Override
    public void read(long offset, byte[] into) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        var buffer = ByteBuffer.wrap(into);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
                // read on
            }
        }
    }

    @Override
    public void write(long offset, byte[] written) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var rest = ByteBuffer.wrap(written);
            while (rest.hasRemaining()) {
                channel.write(rest, offset + rest.position());
            }
        }
    }

    @Override
    public void zero(long from, long to) throws IOException {
        long end = Math.min(to, Files.exists(file) ? Files.size(file) : 0);
        for (long at = from; at < end; at += BLOCK) {
            write(at, new byte[(int) Math.min(BLOCK, end - at)]);
        }
    }

    @Override
    public void clear() throws IOException {
        Files.deleteIfExists(file);
    }
}
