package io.metalwright.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** ISC's client of DHCPv6 in a network namespace: what it was told, by the words that it gives its script. Each run is a client without a past. */
record Ipv6Client(String namespace, Path folder) {
    /** Option 16, that of UEFI HTTP boot, and option 61. */
    static final String AS_HTTP_BOOT = """
            option dhcp6.architecture code 61 = unsigned integer 16;
            send dhcp6.architecture 16;
            option dhcp6.maker-class code 16 = string;
            send dhcp6.maker-class 00:00:01:57:00:0a:48:54:54:50:43:6c:69:65:6e:74;
            also request dhcp6.bootfile-url;
            """;

    private static final String ADDRESS = "new_ip6_address=";

    static String address(String said) {
        return said.lines()
                .filter(line -> line.startsWith(ADDRESS))
                .map(line -> line.substring(ADDRESS.length()))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError("no address: " + said));
    }

    /** As {@link #told}, of a client that is given an address. */
    String given(String on, String settings, String... more) throws IOException, InterruptedException {
        var said = told(on, settings, more);
        assertThat(said).contains(ADDRESS);
        return said;
    }

    /** @param more options of its command line; without any, its DUID is made of its card's address */
    String told(String on, String settings, String... more) throws IOException, InterruptedException {
        awaitLinkLocal(on);
        var own = Files.createTempDirectory(folder, "dhclient");
        var script = own.resolve("script");
        Files.writeString(script, "#!/bin/sh\nenv | grep -E '^(reason|new_)'\nexit 0\n");
        script.toFile().setExecutable(true);
        Files.writeString(own.resolve("conf"), "timeout 8;\n" + settings);
        var command = new ArrayList<>(List.of(
                "ip",
                "netns",
                "exec",
                namespace,
                "timeout",
                "12",
                "dhclient",
                "-6",
                "-1",
                "-d",
                "--no-pid",
                "-sf",
                script.toString(),
                "-cf",
                own.resolve("conf").toString(),
                "-lf",
                own.resolve("leases").toString()));
        command.addAll(more.length == 0 ? List.of("-D", "LL") : List.of(more));
        command.add(on);
        return untilBound(command);
    }

    /** Which an interface has a second after it came up. */
    void awaitLinkLocal(String on) throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            var said = Program.succeed(
                    "ip", "netns", "exec", namespace, "ip", "-6", "-o", "address", "show", "dev", on, "scope", "link");
            if (!said.isBlank() && !said.contains("tentative")) {
                return;
            }
            Thread.sleep(50);
        }
    }

    /** In the foreground it says what it was told, and stays. */
    private static String untilBound(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new StringBuilder();
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                if (line.startsWith(ADDRESS)) {
                    // The rest of what its script prints is there by then.
                    while (lines.ready() && (line = lines.readLine()) != null) {
                        output.append(line).append('\n');
                    }
                    Thread.sleep(200);
                    while (lines.ready() && (line = lines.readLine()) != null) {
                        output.append(line).append('\n');
                    }
                    break;
                }
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return output.toString();
    }
}
