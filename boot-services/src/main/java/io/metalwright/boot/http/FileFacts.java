package io.metalwright.boot.http;

import io.undertow.util.DateUtils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * What the headers say of a file, and what is in it where it is small.
 *
 * @param modified in milliseconds, but whole seconds: the header has no others, and what a client sends back must compare as equal
 * @param content outside the heap, so that it is written without being copied first; null for larger files
 */
record FileFacts(
        Path path,
        long size,
        long modified,
        String tag,
        String tagHeader,
        String modifiedHeader,
        @Nullable ByteBuffer content) {
    private static final int SMALL = 64 << 10;

    /** @param tag the entity tag, where the name says what is in the file; empty: it is made of size and time */
    static FileFacts of(Path path, String tag) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        long size = attributes.size();
        long changed = attributes.lastModifiedTime().toMillis();
        long modified = changed / 1000 * 1000;
        var text = tag.isEmpty() ? Long.toHexString(size) + "-" + Long.toHexString(changed) : tag;
        return new FileFacts(
                path,
                size,
                modified,
                text,
                '"' + text + '"',
                DateUtils.toDateString(new Date(modified)),
                size <= SMALL ? read(path, size) : null);
    }

    private static ByteBuffer read(Path path, long size) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        if (bytes.length != size) {
            throw new IOException(path + " changed while it was read");
        }
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
    }
}
