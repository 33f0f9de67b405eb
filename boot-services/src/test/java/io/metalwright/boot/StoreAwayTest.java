package io.metalwright.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.announce.RecordingCourier;
import io.metalwright.model.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An image store on a mount whose server is another process. While that is stopped, who reads from the mount waits, as with NFS. */
@Timeout(120)
class StoreAwayTest {
    @TempDir
    private Path folder;

    private Process server;
    private TestSite site;
    private String chunk;

    @BeforeEach
    void start() throws Exception {
        server = mounted();
        site = TestSite.start(folder, new RecordingCourier());
        chunk = site.http() + "/images/chunks/" + Sha256.sumOf(TestSite.CHUNK);
    }

    @AfterEach
    void stop() throws Exception {
        Program.run("kill", "-CONT", String.valueOf(server.pid()));
        if (site != null) {
            site.close();
        }
        Program.run("umount", "--lazy", folder.resolve("images").toString());
        server.destroy();
        server.waitFor();
    }

    @Test
    void whatLiesOnAMountIsServedWholeAndInParts() throws Exception {
        var got = folder.resolve("got");
        Program.succeed("curl", "-sf", "-o", got.toString(), chunk);
        assertThat(got).hasBinaryContent(TestSite.CHUNK);
        Program.succeed("curl", "-sf", "-r", "70000-99999", "-o", got.toString(), chunk);
        assertThat(got).hasSize(30_000);
        assertThat(curl("-I", chunk)).contains("Content-Length: 100000");
        assertThat(curl("-w", "%{http_code}", site.http() + "/images/chunks/" + "0".repeat(64)))
                .endsWith("404");
    }

    @Test
    void aMountWhoseServerIsAwayStopsNothingElseAndIsTold() throws Exception {
        Program.succeed("kill", "-STOP", String.valueOf(server.pid()));
        var waiting = new ArrayList<Process>();
        for (int machine = 0; machine < 12; machine++) {
            waiting.add(new ProcessBuilder("curl", "-s", "-m", "60", "-o", "/dev/null", chunk).start());
        }
        assertThat(curl("-m", "5", site.http() + "/healthz")).isEqualTo("ok\n");
        awaitAnswer("\"status\":503", "has not answered for");
        assertThat(curl(
                        "-m",
                        "5",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code} %{size_download}",
                        site.http() + "/bootos/kernel"))
                .isEqualTo("200 " + TestSite.KERNEL.length);

        Program.succeed("kill", "-CONT", String.valueOf(server.pid()));
        for (var one : waiting) {
            assertThat(one.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(one.exitValue()).as("who waited is served").isZero();
        }
        awaitAnswer("200 100000");
    }

    @Test
    void aMountThatWentAwayIsNoEmptyStore() throws Exception {
        Program.succeed("umount", "--lazy", folder.resolve("images").toString());
        awaitAnswer("\"status\":503", "is not mounted any more");
        assertThat(folder.resolve("images")).isEmptyDirectory();
    }

    /** As CIFS does, and NFS that is mounted soft: who asks it gets an error. */
    @Test
    void ofAMountThatAnswersWithErrorsNothingIsSaidToBeMissing() throws Exception {
        server.destroyForcibly().waitFor();
        var tree = site.http() + "/trees/" + "0".repeat(64) + "/linux";
        for (int second = 0; second < 6; second++) {
            for (var asked : List.of(chunk, tree)) {
                assertThat(curl("-m", "5", "-o", "/dev/null", "-w", "%{http_code}", asked))
                        .as(asked)
                        .isEqualTo("503");
            }
            Thread.sleep(1000);
        }
        assertThat(Program.run("curl", "-s", chunk).output()).contains("Transport endpoint is not connected");

        Program.succeed("umount", "--lazy", folder.resolve("images").toString());
        server = mounted();
        awaitAnswer("200 100000");
        assertThat(curl("-o", "/dev/null", "-w", "%{http_code}", tree)).isEqualTo("404");
    }

    /** What a machine is told of the chunk in the end. */
    private void awaitAnswer(String... words) throws Exception {
        var answer = "";
        for (int tries = 0; tries < 60; tries++) {
            var got = folder.resolve("answer");
            answer = Program.run(
                            "curl", "-s", "-m", "2", "-o", got.toString(), "-w", "%{http_code} %{size_download}", chunk)
                    .output();
            if (answer.startsWith("503")) {
                answer = Files.readString(got);
            }
            var said = answer;
            if (Arrays.stream(words).allMatch(said::contains)) {
                return;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("told was " + answer);
    }

    private Process mounted() throws Exception {
        var backing = Files.createDirectories(folder.resolve("backing"));
        var store = Files.createDirectories(folder.resolve("images"));
        var process = new ProcessBuilder("bindfs", "-f", backing.toString(), store.toString())
                .inheritIO()
                .start();
        for (int tries = 0; Program.run("mountpoint", "-q", store.toString()).exit() != 0; tries++) {
            assertThat(tries).as("bindfs mounts").isLessThan(100);
            Thread.sleep(100);
        }
        return process;
    }

    private static String curl(String... words) throws Exception {
        var command = new ArrayList<>(List.of("curl", "-s"));
        command.addAll(List.of(words));
        return Program.succeed(command.toArray(String[]::new));
    }
}
