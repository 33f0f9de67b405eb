package io.metalwright.activities.rack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A virtual rack with one machine, made and asked as a user would. Its firmware boots the disk, unless its BMC is told otherwise. */
final class Rack implements AutoCloseable {
    private static final Path LAB = Path.of("../ops/lab/lab").toAbsolutePath().normalize();

    private final String name = "a" + ProcessHandle.current().pid();
    private final Path state;

    private Rack(Path state) {
        this.state = state;
    }

    static Rack create(Path state) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "a rack needs root");
        needed("a rack needs what ops/lab/packages.txt lists", "qemu-system-x86_64", "ipmi_sim", "ip", "gcc");
        var rack = new Rack(state);
        try {
            rack.lab(
                    "create",
                    rack.name,
                    "--disks",
                    "1",
                    "--disk-size",
                    "64M",
                    "--memory",
                    "1G",
                    "--boot-order",
                    "disk");
        } catch (AssertionError | Exception e) {
            rack.close();
            throw e;
        }
        return rack;
    }

    /** Skips the test where a program is missing. */
    static void needed(String advice, String... programs) {
        for (var program : programs) {
            assumeTrue(
                    List.of(System.getenv("PATH").split(":")).stream()
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
                    program + " is missing; " + advice);
        }
    }

    JsonNode told() throws Exception {
        return new ObjectMapper().readTree(lab("list", "--json")).get(0);
    }

    JsonNode machine() throws Exception {
        return told().path("machines").get(0);
    }

    /** From now on. */
    void speakRedfish() throws Exception {
        lab("redfish", name);
    }

    @Override
    public void close() throws Exception {
        lab("destroy", name);
    }

    private String lab(String verb, String... words) throws Exception {
        var command = new ArrayList<>(List.of(LAB.toString(), verb));
        command.addAll(List.of(words));
        command.addAll(List.of("--state", state.toString()));
        return run(command.toArray(String[]::new));
    }

    /** What a program prints; it must succeed. */
    static String run(String... command) throws IOException, InterruptedException {
        var errors = Files.createTempFile("rack", ".err");
        try {
            var process = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectError(errors.toFile())
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(String.join(" ", command) + ": " + Files.readString(errors))
                    .isZero();
            return said;
        } finally {
            Files.delete(errors);
        }
    }
}
