package io.metalwright.ops.temporal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temporal's own dev server as a child process, with its database in a file. It ends with us, also when we are killed; started again on the same
 * file, every run goes on.
 */
public final class DevServer implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(40);
    private static final Duration STOP = Duration.ofSeconds(10);

    private static final Duration RESTART = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(DevServer.class);

    private final ProcessBuilder command;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final int port;
    private volatile boolean closing;
    private volatile Process process;

    private DevServer(ProcessBuilder command, FileChannel lockFile, FileLock lock, int port) throws IOException {
        this.command = command;
        this.lockFile = lockFile;
        this.lock = lock;
        this.port = port;
        this.process = command.start();
    }

    /**
     * Starts the server; it may not be ready when this returns, see {@link #awaitReady}.
     *
     * @param program the {@code temporal} command line
     * @param folder where its database, log and lock lie
     * @throws IllegalStateException when another process has this folder, or the port is taken
     */
    public static DevServer start(Path program, Path folder, int port, int uiPort) {
        try {
            Files.createDirectories(folder);
            var lockFile = FileChannel.open(
                    folder.resolve("temporal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = lock(lockFile, folder);
            if (answers(port)) {
                lockFile.close();
                throw new IllegalStateException("Port " + port
                        + " is taken. Give another by --temporal-port, or use the Temporal server there by --temporal 127.0.0.1:"
                        + port + ".");
            }
            var command = new ProcessBuilder(command(program, folder, port, uiPort))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("temporal.log").toFile()));
            return new DevServer(command, lockFile, lock, port);
        } catch (IOException e) {
            throw new UncheckedIOException("start the Temporal server " + program + ": " + e.getMessage(), e);
        }
    }

    private static FileLock lock(FileChannel lockFile, Path folder) throws IOException {
        FileLock lock = null;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer as if another held it.
        }
        if (lock == null) {
            lockFile.close();
            throw new IllegalStateException(
                    "Another metalwright runs on " + folder + ". Stop it, or give another folder by --data.");
        }
        return lock;
    }

    private static List<String> command(Path program, Path folder, int port, int uiPort) {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            // The kernel ends the child when we are killed.
            command.addAll(List.of("/usr/bin/setpriv", "--pdeathsig", "TERM"));
        }
        command.addAll(List.of(
                program.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--ui-port",
                String.valueOf(uiPort),
                "--db-filename",
                folder.resolve("temporal.db").toString(),
                "--sqlite-pragma",
                "journal_mode=wal",
                "--sqlite-pragma",
                "synchronous=full",
                "--log-level",
                "warn"));
        return command;
    }

    public String target() {
        return "127.0.0.1:" + port;
    }

    /** Returns once the server takes connections. */
    public void awaitReady() throws InterruptedException {
        var deadline = Instant.now().plus(READY);
        while (!answers(port)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The Temporal server ended with status " + process.exitValue()
                        + ". Its log is temporal.log in the data folder.");
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("The Temporal server did not answer within " + READY.toSeconds()
                        + " s. Its log is temporal.log in the data folder.");
            }
            Thread.sleep(50);
        }
        process.onExit().thenAccept(this::restart);
    }

    /** What was killed comes back; its runs are in its file. */
    private void restart(Process ended) {
        try {
            if (closing) {
                return;
            }
            LOG.warn("The Temporal server ended with status {} and is started again.", ended.exitValue());
            Thread.sleep(RESTART);
            synchronized (this) {
                if (!closing) {
                    process = command.start();
                    process.onExit().thenAccept(this::restart);
                }
            }
        } catch (IOException e) {
            LOG.error("start the Temporal server again: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            process.destroy();
        }
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            lock.release();
            lockFile.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("release the lock of the Temporal server's folder", e);
        }
    }
}
