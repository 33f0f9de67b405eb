package io.metalwright.boot.disc;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file with some of its bytes replaced while it is sent: a hundred machines share one file, and differ in two pages.
 *
 * @param pages what is written over the file, by offset
 */
public record Disc(Path file, long size, Map<Long, byte[]> pages) {
    private static final int PIECE = 256 << 10;

    public Disc {
        pages = Map.copyOf(pages);
    }

    public void send(long from, long length, OutputStream out) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var piece = ByteBuffer.allocate(PIECE);
            long position = from;
            long end = from + length;
            while (position < end) {
                piece.clear().limit((int) Math.min(PIECE, end - position));
                int read = channel.read(piece, position);
                if (read < 0) {
                    throw new EOFException("the disc was cut short while it was sent");
                }
                writeOver(piece.array(), position, read);
                out.write(piece.array(), 0, read);
                position += read;
            }
        }
    }

    private void writeOver(byte[] piece, long position, int length) {
        pages.forEach((start, page) -> {
            long first = Math.max(start, position);
            long last = Math.min(start + page.length, position + length);
            if (first < last) {
                System.arraycopy(page, (int) (first - start), piece, (int) (first - position), (int) (last - first));
            }
        });
    }
}
