package io.metalwright.activities.virtualization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real scripts, on a system whose packages are lines of a file. */
@Timeout(60)
class BroughtPackagesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void make() throws IOException {
        Files.createDirectory(folder.resolve("bin"));
        for (var tool : List.of("base64", "cat", "comm", "grep", "mkdir", "mv", "rm", "sed", "sort", "wc", "xargs")) {
            Files.createSymbolicLink(folder.resolve("bin").resolve(tool), Path.of("/usr/bin", tool));
        }
        tool("dpkg", ":");
        tool("dpkg-query", "sed 's/^/ii  /' \"$SYSTEM/packages\"");
        tool("apt-get", """
                case " $* " in
                *' install '*)
                    printf '%s\\n' libvirt-daemon qemu-system-x86 >> "$SYSTEM/packages"
                    [ ! -e "$SYSTEM/cut-off" ] || exit 100
                    printf '#!/bin/sh\\necho 11\\n' > "$SYSTEM/bin/virsh" && /bin/chmod +x "$SYSTEM/bin/virsh"
                    ;;
                *' purge '*)
                    for word; do
                        sed "/^$word\\$/d" "$SYSTEM/packages" > "$SYSTEM/fewer" && mv "$SYSTEM/fewer" "$SYSTEM/packages"
                    done
                    rm -f "$SYSTEM/bin/virsh"
                    ;;
                esac
                """);
        packages("base-files", "openssh-server");
    }

    @Test
    void whatWasInstalledSinceStays() throws Exception {
        assertThat(run("install.sh")).isZero();
        add("nginx");
        assertThat(run("remove.sh")).isZero();
        assertThat(packages()).containsExactly("base-files", "openssh-server", "nginx");
    }

    @Test
    void anInstallThatIsDoneAgainClaimsNothingOfOthers() throws Exception {
        assertThat(run("install.sh")).isZero();
        add("nginx");
        assertThat(run("install.sh")).isZero();
        assertThat(run("remove.sh")).isZero();
        assertThat(packages()).containsExactly("base-files", "openssh-server", "nginx");
    }

    @Test
    void whatAnInstallBroughtThatWasCutOffIsTakenAway() throws Exception {
        Files.createFile(folder.resolve("cut-off"));
        assertThat(run("install.sh")).isEqualTo(100);
        assertThat(run("remove.sh")).isZero();
        assertThat(packages()).containsExactly("base-files", "openssh-server");
    }

    @Test
    void whatIsGoneAlreadyIsNotAskedFor() throws Exception {
        assertThat(run("install.sh")).isZero();
        packages("base-files", "openssh-server", "libvirt-daemon");
        assertThat(run("remove.sh")).isZero();
        assertThat(packages()).containsExactly("base-files", "openssh-server");
    }

    private int run(String file) throws IOException, InterruptedException {
        var script = "mirror=\nkey=\n"
                + script(file)
                        .replace(
                                "/var/lib/metalwright/kvm-host",
                                folder.resolve("kept").toString());
        var builder = new ProcessBuilder("/bin/sh", "-s")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("PATH", folder.resolve("bin").toString());
        builder.environment().put("SYSTEM", folder.toString());
        var process = builder.start();
        try (var input = process.getOutputStream()) {
            input.write(script.getBytes(StandardCharsets.UTF_8));
        }
        return process.waitFor();
    }

    private static String script(String file) throws IOException {
        try (var stream = Objects.requireNonNull(SshVirtualization.class.getResourceAsStream(file))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void tool(String name, String script) throws IOException {
        var file = folder.resolve("bin").resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        if (!file.toFile().setExecutable(true)) {
            throw new AssertionError(file + " cannot be made executable");
        }
    }

    private List<String> packages() throws IOException {
        return Files.readAllLines(folder.resolve("packages"));
    }

    private void packages(String... names) throws IOException {
        Files.write(folder.resolve("packages"), List.of(names));
    }

    private void add(String name) throws IOException {
        var all = new ArrayList<>(packages());
        all.add(name);
        Files.write(folder.resolve("packages"), all);
    }
}
