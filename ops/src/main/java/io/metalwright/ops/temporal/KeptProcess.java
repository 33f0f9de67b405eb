package io.metalwright.ops.temporal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process that is started again when it ends by itself, once it was said to {@linkplain #keep keep} it. One thread starts every child
 * and lives as long as we do: the kernel's parent-death signal is sent when the thread ends that made the child.
 */
final class KeptProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptProcess.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final ProcessBuilder command;
    private final Thread keeper;
    private Process process;
    private boolean keeping;
    private boolean closing;

    private KeptProcess(ProcessBuilder command) throws IOException {
        this.command = command;
        var first = new CompletableFuture<Process>();
        keeper = Thread.ofPlatform().name("keeper").daemon().start(() -> run(first));
        try {
            process = first.join();
        } catch (CompletionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    static KeptProcess start(ProcessBuilder command) throws IOException {
        return new KeptProcess(command);
    }

    /** From now on it is started again when it ends. */
    synchronized void keep() {
        keeping = true;
    }

    /** Throws when it ended and nobody will start it again. */
    synchronized void requireAlive(IntFunction<String> ended) {
        if (!keeping && !process.isAlive()) {
            throw new IllegalStateException(ended.apply(process.exitValue()));
        }
    }

    private void run(CompletableFuture<Process> first) {
        @Nullable Process running;
        try {
            running = command.start();
            first.complete(running);
        } catch (IOException e) {
            first.completeExceptionally(e);
            return;
        }
        try {
            while (running != null) {
                int status = running.waitFor();
                Thread.sleep(PAUSE);
                running = again(status);
            }
        } catch (IOException e) {
            LOG.error("start {} again: {}", command.command(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Process again(int status) throws IOException {
        if (closing || !keeping) {
            return null;
        }
        LOG.warn(
                "{} ended with status {} and is started again.",
                command.command().getFirst(),
                status);
        process = command.start();
        return process;
    }

    @Override
    public void close() {
        Process last;
        synchronized (this) {
            closing = true;
            last = process;
        }
        last.destroy();
        try {
            if (!last.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                last.destroyForcibly();
            }
            keeper.interrupt();
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
