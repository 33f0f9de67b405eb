package io.metalwright.cmdb.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that prints the keys. It is asked at the start, every five minutes while something is sealed or opened, without anybody waiting for it, and
 * when a key is missed.
 */
final class KeyProgram implements KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(KeyProgram.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FRESH = Duration.ofMinutes(5);
    /** However many keys are missed, it is not asked again sooner. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final int LONGEST = 64 * 1024;
    private static final int LONGEST_COMPLAINT = 300;

    private final Path program;

    private volatile List<Key> told;
    private volatile long askedAt = System.nanoTime();

    KeyProgram(Path program) {
        this.program = program;
        told = ask();
    }

    @Override
    public List<Key> now() {
        if (isOlderThan(FRESH)) {
            Thread.ofVirtual().start(this::anew);
        }
        return told;
    }

    private boolean isOlderThan(Duration age) {
        return System.nanoTime() - askedAt > age.toNanos();
    }

    @Override
    public synchronized List<Key> anew() {
        if (isOlderThan(PAUSE)) {
            askedAt = System.nanoTime();
            try {
                told = ask();
            } catch (IllegalStateException e) {
                LOG.warn("{} The keys that it told before still hold.", e.getMessage());
            }
        }
        return told;
    }

    private List<Key> ask() {
        try {
            var process = new ProcessBuilder(program.toAbsolutePath().toString()).start();
            try {
                process.getOutputStream().close();
                var said = read(process.getInputStream());
                var complained = read(process.getErrorStream());
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw failed("did not end within " + PATIENCE.toSeconds() + " seconds", "");
                }
                if (process.exitValue() != 0) {
                    throw failed("ended with " + process.exitValue(), complained.join());
                }
                return Key.of(said.join().lines().toList(), "What " + program + " printed");
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "ask " + program + " for the keys: " + e.getMessage() + ". It has to be a program that may be run.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was not waited for", "");
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readNBytes(LONGEST), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        return "";
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    /** What it printed as its answer is a key, and never told. */
    private IllegalStateException failed(String what, String complained) {
        var words = complained.strip();
        return new IllegalStateException("ask " + program + " for the keys: it " + what
                + (words.isEmpty()
                        ? "."
                        : ". It said: " + words.substring(Math.max(0, words.length() - LONGEST_COMPLAINT))));
    }
}
