package io.metalwright.ops.console;

import io.metalwright.model.console.Asciicast;
import io.metalwright.model.console.Utf8Pieces;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** What is shown, also into a file in asciicast v2. */
public final class RecordedScreen implements Screen, AutoCloseable {
    private final Utf8Pieces pieces = new Utf8Pieces();
    private final long began = System.nanoTime();
    private final Screen screen;
    private final BufferedWriter file;

    public RecordedScreen(Screen screen, Path file, String title) throws IOException {
        this.screen = screen;
        this.file = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        this.file.write(Asciicast.header(Instant.now(), title));
    }

    @Override
    public synchronized void show(byte[] characters) throws IOException {
        screen.show(characters);
        write(Asciicast.Kind.OUTPUT, pieces.add(characters));
    }

    @Override
    public synchronized void note(String text) throws IOException {
        screen.note(text);
        write(Asciicast.Kind.MARKER, text);
    }

    private void write(Asciicast.Kind kind, String text) throws IOException {
        if (!text.isEmpty()) {
            file.write(Asciicast.event(Duration.ofNanos(System.nanoTime() - began), kind, text));
            file.flush();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
