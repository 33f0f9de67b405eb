package io.metalwright.ops.temporal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
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
import org.jspecify.annotations.Nullable;

/**
 * Temporal's own dev server as a child process, with its database in a file. It ends with us, also when we are killed; killed alone, it
 * comes back. Started again on the same file, every run goes on.
 */
public final class DevServer implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(40);

    private final KeptProcess kept;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final Path log;
    private final int port;

    private DevServer(KeptProcess kept, FileChannel lockFile, FileLock lock, Path log, int port) {
        this.kept = kept;
        this.lockFile = lockFile;
        this.lock = lock;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts the server; it may not be ready when this returns, see {@link #awaitReady}.
     *
     * @param program the {@code temporal} command line
     * @param folder where its database, log and lock lie
     * @param codec where its UI has payloads opened, by the browser; null: it shows them as they lie there
     * @throws IllegalStateException when another process has this folder, the port is taken, or there is no such program
     */
    public static DevServer start(Path program, Path folder, int port, int uiPort, @Nullable URI codec) {
        requireProgram(program);
        try {
            Files.createDirectories(folder);
            var lockFile = FileChannel.open(
                    folder.resolve("temporal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = lock(lockFile, folder);
            requireFree(lockFile, port, "--temporal-port");
            requireFree(lockFile, uiPort, "--temporal-ui-port");
            var log = folder.resolve("temporal.log");
            var command = new ProcessBuilder(command(program, folder, port, uiPort, codec))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            return new DevServer(KeptProcess.start(command), lockFile, lock, log, port);
        } catch (IOException e) {
            throw new UncheckedIOException("start the Temporal server " + program + ": " + e.getMessage(), e);
        }
    }

    private static void requireFree(FileChannel lockFile, int port, String option) throws IOException {
        if (answers(port)) {
            lockFile.close();
            throw new IllegalStateException(
                    "Port " + port + " is taken. Give another by " + option + ", or stop what listens there.");
        }
    }

    /** Run by another program, which only its log would tell of. A name without a folder is looked for by that one. */
    private static void requireProgram(Path program) {
        if (program.getNameCount() > 1 && !Files.isExecutable(program)) {
            throw new IllegalStateException(
                    "There is no program " + program
                            + " to run as Temporal server. Name it by --temporal-program, or let 'metalwright build' build it.");
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

    private static List<String> command(Path program, Path folder, int port, int uiPort, @Nullable URI codec) {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            // The kernel ends the child when we are killed; a session of its own keeps Ctrl-C from ending it before us.
            command.addAll(List.of("/usr/bin/setpriv", "--pdeathsig", "TERM", "/usr/bin/setsid"));
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
        if (codec != null) {
            command.addAll(List.of("--ui-codec-endpoint", codec.toString()));
        }
        return command;
    }

    public String target() {
        return "127.0.0.1:" + port;
    }

    /** Returns once the server takes connections. */
    public void awaitReady() throws InterruptedException {
        var deadline = Instant.now().plus(READY);
        while (!answers(port)) {
            kept.requireAlive(
                    status -> "The Temporal server ended with status " + status + ". Its log is " + log + ".");
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("The Temporal server did not answer within " + READY.toSeconds()
                        + " s. Its log is " + log + ".");
            }
            Thread.sleep(50);
        }
        kept.keep();
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
        kept.close();
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("release the lock of the Temporal server's folder", e);
        }
    }
}
