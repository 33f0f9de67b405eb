package io.metalwright.boot.disc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The disc as bootos/medium makes it, the same for all machines, and where its blank pages are. */
public final class BlankDisc {
    private static final int WINDOW = 1 << 20;

    /**
     * One state of the file.
     *
     * @param isolinux,grub where the pages begin
     */
    public record Layout(Path file, FileTime changed, long size, long isolinux, long grub) {
        /** The disc of one machine: this file with the pages written over it. */
        public Disc with(String isolinuxPage, String grubPage) {
            return new Disc(file, size, Map.of(isolinux, DiscPages.page(isolinuxPage), grub, DiscPages.page(grubPage)));
        }
    }

    private final Path file;
    private @Nullable Layout known;

    public BlankDisc(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    public boolean isThere() {
        return Files.isRegularFile(file);
    }

    /** Looked for once in each state of the file: another one may have been built meanwhile. */
    public synchronized Layout layout() throws IOException {
        var changed = Files.getLastModifiedTime(file);
        long size = Files.size(file);
        var last = known;
        if (last != null && last.changed().equals(changed) && last.size() == size) {
            return last;
        }
        var found = new Layout(file, changed, size, find(DiscPages.ISOLINUX_MARK), find(DiscPages.GRUB_MARK));
        known = found;
        return found;
    }

    private long find(String mark) throws IOException {
        byte[] wanted = mark.getBytes(StandardCharsets.US_ASCII);
        try (var channel = FileChannel.open(file)) {
            // Files on such a disc begin at its sectors (ECMA-119 section 6.1.2).
            int sector = 2048;
            var window = ByteBuffer.allocate(WINDOW);
            for (long start = 0; channel.read(window.clear(), start) > 0; start += WINDOW) {
                for (int offset = 0; offset + wanted.length <= window.position(); offset += sector) {
                    if (begins(window, offset, wanted)) {
                        return start + offset;
                    }
                }
            }
        }
        throw new IOException(file + " is no disc made by bootos/medium: it has no page '" + mark + "'");
    }

    private static boolean begins(ByteBuffer window, int offset, byte[] wanted) {
        for (int index = 0; index < wanted.length; index++) {
            if (window.get(offset + index) != wanted[index]) {
                return false;
            }
        }
        return true;
    }
}
