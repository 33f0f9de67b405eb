package io.metalwright.boot.images;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the image store lies on a mount of the network, and whether that answers. Who reads from a mount whose server is away waits until it is back,
 * and cannot be called off: so one thread does nothing but to look, and the others are told before they read.
 */
public final class StoreWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Path root;
    private final Thread looking;
    private final Thread telling;
    private volatile long answeredAt = System.nanoTime();
    /** What it says instead of an answer; empty: it answers, or is silent. */
    private volatile String complaint = "";
    /** The kind that it is or once was; empty: it never was one of the network. */
    private volatile String kind = "";

    private volatile boolean mounted;

    public StoreWatch(Path root) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        see(this.root);
        // It may never come back from a look, so it is nobody's virtual thread, and keeps no process alive.
        looking = Thread.ofPlatform().daemon().name("store-watch").start(this::look);
        telling = Thread.ofVirtual().name("store-watch-log").start(this::tell);
    }

    /** Whether to read from it may take for ever. */
    public boolean isOfTheNetwork() {
        return !kind.isEmpty();
    }

    /** Why nothing should be asked of it now; empty when it answers. */
    public Optional<String> away() {
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        if (!mounted) {
            return Optional.of("The image store " + root + " (" + kind + ") is not mounted any more.");
        }
        if (!complaint.isEmpty()) {
            return Optional.of("The image store " + root + " (" + kind + ") answers with an error: " + complaint + ".");
        }
        var silent = Duration.ofNanos(System.nanoTime() - answeredAt);
        return silent.compareTo(PATIENCE) < 0
                ? Optional.empty()
                : Optional.of("The image store " + root + " (" + kind + ") has not answered for " + silent.toSeconds()
                        + " s.");
    }

    /**
     * Waits for its answer.
     *
     * @throws IOException when the answer is an error
     */
    public void ask() throws IOException {
        // The kernel says from memory for a minute and longer what is in a folder of NFS. How full it is, it asks each
        // time.
        Files.getFileStore(root).getUsableSpace();
    }

    @Override
    public void close() {
        looking.interrupt();
        telling.interrupt();
    }

    private void look() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    see(Files.exists(root) ? root.toRealPath() : root);
                    ask();
                    answeredAt = System.nanoTime();
                    complaint = "";
                } catch (IOException e) {
                    complaint = said(e);
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without the name of the file, where there is more. */
    private static String said(IOException e) {
        var reason = e instanceof FileSystemException failure ? failure.getReason() : null;
        return reason == null ? e.toString() : reason;
    }

    private void see(Path path) throws IOException {
        var seen = Mounts.networkKind(path);
        mounted = seen.isPresent();
        seen.ifPresent(each -> kind = each);
    }

    private void tell() {
        boolean told = false;
        try {
            while (true) {
                var why = away();
                if (why.isPresent() && !told) {
                    LOG.warn("{} What lies there is answered with 503 until it is back.", why.get());
                } else if (why.isEmpty() && told) {
                    LOG.info("The image store {} is back.", root);
                }
                told = why.isPresent();
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
