package io.metalwright.cmdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A MariaDB of the distribution in a process, a folder and a port of its own. */
final class MariaDbServer implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Process process;

    private MariaDbServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static MariaDbServer start() throws Exception {
        var folder = Files.createTempDirectory("metalwright-mariadb");
        var data = folder.resolve("data");
        run(
                folder,
                List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--datadir=" + data,
                        "--user=" + System.getProperty("user.name"),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"));
        int port = freePort();
        var process = new ProcessBuilder(
                        Files.isExecutable(Path.of("/usr/sbin/mariadbd")) ? "/usr/sbin/mariadbd" : "mariadbd",
                        "--no-defaults",
                        "--datadir=" + data,
                        "--user=" + System.getProperty("user.name"),
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--socket=" + folder.resolve("socket"),
                        "--pid-file=" + folder.resolve("pid"),
                        "--skip-name-resolve",
                        "--innodb-buffer-pool-size=32M",
                        "--innodb-log-file-size=8M")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var server = new MariaDbServer(folder, port, process);
        // A test run that is killed must not leave a server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        server.awaitReady();
        return server;
    }

    /** Makes an empty database and tells where it is. */
    String database(String name) throws SQLException {
        try (var connection = DriverManager.getConnection(url(""), "root", "");
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " character set utf8mb4");
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database;
    }

    private void awaitReady() throws Exception {
        var deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (true) {
            try (var connection = DriverManager.getConnection(url(""), "root", "")) {
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException(
                            "mariadbd did not come up:\n" + Files.readString(folder.resolve("log")), e);
                }
                Thread.sleep(200);
            }
        }
    }

    private static void run(Path folder, List<String> command) throws Exception {
        var log = folder.resolve("install-log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(command.getFirst() + " failed:\n" + Files.readString(log));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
