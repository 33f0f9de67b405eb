package io.metalwright.activities.postinstall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an installed system reports with, with each program that it may find to speak HTTP. */
@Timeout(60)
class ReportScriptTest {
    private static final List<String> ALWAYS =
            List.of("sh", "tr", "sed", "cat", "ip", "hostname", "uname", "rm", "grep", "wc", "head", "sleep");

    private record Heard(String authorization, String type, JsonNode body) {}

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private volatile int status = 204;

    @TempDir
    Path folder;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/agent/v1/os-ready", exchange -> {
            try (exchange) {
                heard.add(new Heard(
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        exchange.getRequestHeaders().getFirst("Content-Type"),
                        new ObjectMapper().readTree(exchange.getRequestBody())));
                exchange.sendResponseHeaders(status, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "python3", "wget"})
    void itIsHeardOnceAndThenForgetsItsToken(String program) throws Exception {
        prepare();
        assertThat(onThisHostWith(program)).isZero();
        var report = heard.poll(1, TimeUnit.SECONDS);
        assertThat(report).isNotNull();
        assertThat(report.authorization()).isEqualTo("Bearer the-token");
        assertThat(report.type()).isEqualTo("application/json");
        assertThat(report.body().get("hostname").asText()).isNotEmpty();
        assertThat(report.body().get("sshHostKeys").get(0).asText())
                .isEqualTo("ssh-ed25519 AAAA a \"quoted\\\" comment");
        assertThat(folder.resolve("token")).doesNotExist();
        assertThat(folder.resolve("reported")).exists();
        assertThat(onThisHostWith(program)).isZero();
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "python3", "wget"})
    void whenItIsRefusedItFailsAndKeepsItsToken(String program) throws Exception {
        prepare();
        status = 503;
        assertThat(onThisHostWith(program)).isNotZero();
        assertThat(folder.resolve("token")).exists();
        assertThat(folder.resolve("reported")).doesNotExist();
    }

    @Test
    void busyboxSpeaksByHand() throws Exception {
        assumeTrue(
                ProcessHandle.current().info().user().filter("root"::equals).isPresent(), "chroot is for root alone");
        var system = SmallSystem.in(folder.resolve("system"));
        var etc = Files.createDirectories(system.resolve("etc/metalwright"));
        Files.writeString(etc.resolve("report"), Scripts.read("report"));
        Files.writeString(etc.resolve("url"), url() + "\n");
        Files.writeString(etc.resolve("token"), "the-token\n");
        var command = new ProcessBuilder("chroot", system.toString(), "/bin/sh", "/etc/metalwright/report");
        command.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        status = 503;
        assertThat(command.start().waitFor()).isNotZero();
        assertThat(etc.resolve("token")).exists();
        heard.clear();
        status = 204;
        assertThat(command.start().waitFor()).isZero();
        var report = heard.poll(1, TimeUnit.SECONDS);
        assertThat(report).isNotNull();
        assertThat(report.authorization()).isEqualTo("Bearer the-token");
        assertThat(report.body().get("os").asText()).isEqualTo("Small Linux 1");
        assertThat(etc.resolve("token")).doesNotExist();
    }

    private void prepare() throws IOException {
        Files.writeString(folder.resolve("url"), url() + "\n");
        Files.writeString(folder.resolve("token"), "the-token\n");
        Files.writeString(folder.resolve("ssh_host_ed25519_key.pub"), "ssh-ed25519 AAAA a \"quoted\\\" comment\n");
        Files.writeString(
                folder.resolve("report"),
                Scripts.read("report")
                        .replace("here=/etc/metalwright", "here=" + folder)
                        .replace("/etc/ssh/", folder + "/"));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/agent/v1/os-ready";
    }

    /** With a PATH that leads to one program which speaks HTTP. */
    private int onThisHostWith(String program) throws IOException, InterruptedException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        for (var name : ALWAYS) {
            link(bin, name);
        }
        link(bin, program);
        var process = new ProcessBuilder("sh", folder.resolve("report").toString());
        process.environment().put("PATH", bin.toString());
        process.environment().remove("http_proxy");
        process.redirectErrorStream(true);
        var running = process.start();
        var output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = running.waitFor();
        System.out.println(program + " ended with " + code + " " + output.strip());
        return code;
    }

    private static void link(Path bin, String name) throws IOException {
        var link = bin.resolve(name);
        if (!Files.exists(link)) {
            for (var place : "/bin:/usr/bin:/sbin:/usr/sbin".split(":")) {
                if (Files.exists(Path.of(place, name))) {
                    Files.createSymbolicLink(link, Path.of(place, name));
                    return;
                }
            }
            assumeTrue(false, "this host has no " + name + " (packages.txt)");
        }
    }
}
