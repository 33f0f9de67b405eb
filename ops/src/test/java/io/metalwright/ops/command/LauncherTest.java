package io.metalwright.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a machine on which no package is installed, and none can be. */
class LauncherTest {
    @TempDir
    Path folder;

    @BeforeEach
    void putProgramsBeforeTheMachinesOwn() throws IOException {
        program("dpkg-query", "exit 1");
        program("apt-cache", "exit 0");
        program("apt-get", "[ \"$1\" != install ] || { echo \"$@\" > " + folder.resolve("asked") + "; exit 100; }");
        program("id", "echo 0");
    }

    private void program(String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theDemoAsksForAllThatItsRackItsImagesAndBootOsAreMadeOf() throws Exception {
        assertThat(askedFor("demo", "--yes", "--once")).containsAll(listedIn("ops", "ops/lab", "ops/images", "bootos"));
    }

    @Test
    void aRackAsksForWhatItRuns() throws Exception {
        assertThat(askedFor("lab", "create", "r1")).containsAll(listedIn("ops/lab"));
    }

    @Test
    void upAsksForWhatTheRolesRunAlone() throws Exception {
        assertThat(askedFor("up", "--yes")).containsAll(listedIn("ops")).doesNotContain("openipmi");
    }

    private Set<String> askedFor(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("../metalwright"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        builder.environment().put("CI", "true");
        assertThat(builder.start().waitFor()).isNotZero();
        return new HashSet<>(
                Arrays.asList(Files.readString(folder.resolve("asked")).trim().split("\\s+")));
    }

    private static Set<String> listedIn(String... parts) throws IOException {
        var names = new HashSet<String>();
        for (var part : parts) {
            for (var line : Files.readAllLines(Path.of("..", part, "packages.txt"))) {
                var name = line.replaceAll("#.*", "").strip().split("\\|")[0];
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
