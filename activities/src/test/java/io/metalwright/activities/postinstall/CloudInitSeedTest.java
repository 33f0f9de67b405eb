package io.metalwright.activities.postinstall;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.plan.PlannedNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seed as cloud-init's own validator sees it. Needs Go and Python, once: {@code ops/setup/validators}. */
class CloudInitSeedTest {
    private static final String OPERATORS = "#cloud-config\npackages: [htop]\nusers:\n  - name: anna\n";

    @TempDir
    Path folder;

    @Test
    void ourUserDataIsWhatCloudInitsSchemaAsksFor() throws Exception {
        assertThat(judged(userData(null))).startsWith("0 ");
        assertThat(judged(userData(null).replace("[ed25519]", "[ed1]")))
                .as("the validator validates")
                .startsWith("1 ");
    }

    @Test
    void theOperatorsUserDataIsKeptBesideOurs() throws Exception {
        var parts = userData(OPERATORS).split("\n--metalwright-[0-9a-f]+-*\n");
        var ours = parts[1].substring(parts[1].indexOf("#cloud-config"));
        assertThat(parts[2]).endsWith(OPERATORS);
        assertThat(judged(ours)).startsWith("0 ");
    }

    @Test
    void theImagesOwnAccountIsNotMade() {
        assertThat(files(null).get("/etc/cloud/cloud.cfg.d/zz-metalwright.cfg")).contains("users: []\n");
    }

    @Test
    void whatLiesOnAVlanIsLeftToTheSystemsOwnProgramsAndNotSetTwice() {
        var mac = MacAddress.of("52:54:00:12:34:56");
        var network = new PlannedNetwork(mac, Ipv4Address.of("10.1.2.3"), 20, null, List.of(), null, 7);
        var files = CloudInitSeed.files("tag", "web1.example", network, null).stream()
                .collect(Collectors.toMap(TargetFile::path, TargetFile::content));
        assertThat(files).doesNotContainKey("/var/lib/cloud/seed/nocloud/network-config");
        assertThat(files.get("/etc/cloud/cloud.cfg.d/zz-metalwright.cfg")).contains("network: {config: disabled}\n");
    }

    private static String userData(@Nullable String operators) {
        return files(operators).get("/var/lib/cloud/seed/nocloud/user-data");
    }

    private static Map<String, String> files(@Nullable String operators) {
        var network =
                new PlannedNetwork(MacAddress.of("52:54:00:12:34:56"), Ipv4Address.of("10.1.2.3"), 20, null, List.of());
        return CloudInitSeed.files("tag", "web1.example", network, operators).stream()
                .collect(Collectors.toMap(TargetFile::path, TargetFile::content));
    }

    /** Exit code and what was said. */
    private String judged(String userData) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("user-data"), userData);
        return run("sh", "-c", "exec $(../ops/setup/validators)/cloud-config-validate " + file);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said;
    }
}
