package io.metalwright.api.console;

import io.metalwright.model.console.Asciicast;
import io.metalwright.model.console.Utf8Pieces;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A recording that is being made. What cannot be written is left out: a full disk stops no console. */
final class Recording implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);
    static final long LARGEST = 8L * 1024 * 1024;

    private final Utf8Pieces pieces = new Utf8Pieces();
    private final PromptMask mask = new PromptMask();
    private final long began = System.nanoTime();
    private final Path file;
    private final Writer writer;
    private long size;
    private boolean broken;

    private Recording(Path file, Writer writer) {
        this.file = file;
        this.writer = writer;
    }

    static Recording begin(Path file, String title, Instant now) throws IOException {
        var writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        var recording = new Recording(file, writer);
        recording.write(Asciicast.header(now, title));
        return recording;
    }

    /** Another one is to be begun. */
    boolean isFull() {
        return size >= LARGEST;
    }

    void wrote(byte[] characters) {
        event(Asciicast.Kind.OUTPUT, mask.pass(pieces.add(characters)));
    }

    void mark(String text) {
        event(Asciicast.Kind.MARKER, text);
    }

    private void event(Asciicast.Kind kind, String text) {
        if (!text.isEmpty()) {
            write(Asciicast.event(Duration.ofNanos(System.nanoTime() - began), kind, text));
        }
    }

    private void write(String line) {
        if (broken) {
            return;
        }
        try {
            writer.write(line);
            writer.flush();
            size += line.length();
        } catch (IOException e) {
            broken = true;
            LOG.warn("write the console's recording {}: {}", file, e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            LOG.warn("close the console's recording {}: {}", file, e.getMessage());
        }
    }
}
