package io.metalwright.activities.imaging;

import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The chunks of a capture that the store has: lines of offset, length, sum and stored bytes, as the reader writes them. They lie with the images, so
 * that another attempt, of another worker, in the same boot of the machine, goes on behind the last one.
 */
final class CapturedChunks {
    private final Path file;
    private final List<ImageChunk> chunks;

    private CapturedChunks(Path file, List<ImageChunk> chunks) {
        this.file = file;
        this.chunks = chunks;
    }

    static CapturedChunks in(Path file) throws IOException {
        var kept = new CapturedChunks(file, new ArrayList<>());
        if (Files.exists(file)) {
            var text = Files.readString(file);
            // A line that a kill cut short is none.
            int whole = text.lastIndexOf('\n') + 1;
            kept.take(text.substring(0, whole));
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole);
            }
        }
        return kept;
    }

    /** Keeps those lines that are new; they are on disk when it returns. */
    void add(String lines) throws IOException {
        var fresh = take(lines);
        if (!fresh.isEmpty()) {
            write(fresh);
        }
    }

    private String take(String lines) {
        var fresh = new StringBuilder();
        for (var line : lines.split("\n")) {
            var words = line.split(" ");
            if (words.length == 4 && Long.parseLong(words[0]) >= end()) {
                chunks.add(new ImageChunk(
                        Long.parseLong(words[0]),
                        Integer.parseInt(words[1]),
                        Sha256.of(words[2]),
                        Integer.parseInt(words[3])));
                fresh.append(line).append('\n');
            }
        }
        return fresh.toString();
    }

    private void write(String lines) throws IOException {
        Files.createDirectories(file.getParent());
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var rest = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** The first byte that is not kept yet. */
    long end() {
        return chunks.isEmpty()
                ? 0
                : chunks.getLast().offset() + chunks.getLast().length();
    }

    List<ImageChunk> all() {
        return List.copyOf(chunks);
    }

    void forget() throws IOException {
        chunks.clear();
        Files.deleteIfExists(file);
    }
}
