package io.metalwright.activities.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a stream to a file and leaves holes where it has zeros. */
final class SparseCopy {
    private static final int BLOCK = 64 << 10;

    private SparseCopy() {}

    static void copy(InputStream from, Path to, ImageProgress progress) throws IOException {
        try (var file = FileChannel.open(
                to, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            long position = 0;
            for (var block = from.readNBytes(BLOCK); block.length > 0; block = from.readNBytes(BLOCK)) {
                if (!Zeros.are(block, block.length)) {
                    var rest = ByteBuffer.wrap(block);
                    for (long at = position; rest.hasRemaining(); ) {
                        at += file.write(rest, at);
                    }
                }
                position += block.length;
                progress.tell(ImageProgress.Phase.UNPACK, position, 0);
            }
            if (file.size() < position) {
                // A file grows by a write alone: its last byte, which is zero.
                file.write(ByteBuffer.wrap(new byte[1]), position - 1);
            }
        }
    }
}
