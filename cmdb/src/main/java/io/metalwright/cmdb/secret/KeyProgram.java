package io.metalwright.cmdb.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
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

    @Nullable
    private volatile List<Key> told;

    private volatile long askedAt;
    private final AtomicBoolean renewing = new AtomicBoolean();

    KeyProgram(Path program) {
        this.program = program;
    }

    @Override
    public List<Key> now() {
        var known = told;
        if (known == null) {
            return renewed();
        }
        if (isOlderThan(FRESH) && renewing.compareAndSet(false, true)) {
            Thread.ofVirtual().start(() -> {
                try {
                    anew();
                } finally {
                    renewing.set(false);
                }
            });
        }
        return known;
    }

    private boolean isOlderThan(Duration age) {
        return System.nanoTime() - askedAt > age.toNanos();
    }

    private synchronized List<Key> renewed() {
        askedAt = System.nanoTime();
        var keys = ask();
        told = keys;
        return keys;
    }

    @Override
    public synchronized List<Key> anew() {
        var known = told;
        if (known == null) {
            return renewed();
        }
        if (!isOlderThan(PAUSE)) {
            return known;
        }
        try {
            return renewed();
        } catch (IllegalStateException e) {
            LOG.warn("{} The keys that it told before still hold.", e.getMessage());
            return known;
        }
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
