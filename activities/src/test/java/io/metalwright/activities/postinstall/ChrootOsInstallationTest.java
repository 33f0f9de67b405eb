package io.metalwright.activities.postinstall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.activities.shell.SimulatedBootOs;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.plan.PlannedNetwork;
import io.metalwright.model.spec.FileToWrite;
import io.metalwright.model.spec.UserAccount;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.OsInstallation;
import io.metalwright.workflows.steps.Raid;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real scripts at work in the smallest system there is: busybox in a folder, which takes mounting's place. */
@Timeout(120)
class ChrootOsInstallationTest {
    private static final String PASSWORD = "it's a | \\ secret & more";
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9 ada's key";

    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();

    @TempDir
    Path folder;

    private Path system;
    private SimulatedBootOs bootOs;
    private OsInstallation installation;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                ProcessHandle.current().info().user().filter("root"::equals).isPresent(), "chroot is for root alone");
        system = SmallSystem.in(folder.resolve("system"));
        bootOs = new SimulatedBootOs(folder)
                .tool(
                        "cat",
                        "[ \"$1\" != /proc/cmdline ] || { echo quiet metalwright.http=http://10.0.0.1:8090; exit; }\n"
                                + "exec /bin/cat \"$@\"")
                .tool("metalwright-find-disk", "echo /dev/sda")
                .tool("od", "echo ' ef53'")
                .tool("mount", "echo \"$*\" >> \"$SIMULATED/mounts\"");
        temporal.registerActivitiesImplementations(new ChrootOsInstallation(
                bootOs.shells(), bootOs.keys(), reference -> Secret.of(PASSWORD), system.toString()));
        installation = temporal.newActivityStub(OsInstallation.class, ActivityTimes.USUAL);
    }

    @AfterEach
    void stop() throws IOException {
        temporal.close();
        if (bootOs != null) {
            bootOs.close();
        }
    }

    @Test
    void theSystemThenHasItsNamesAddressAccountFilesAndKeys() throws Exception {
        var configured = installation.configure(bootOs.target(), device(), wish(null));
        assertThat(configured.os()).isEqualTo("Small Linux 1");
        assertThat(configured.mechanism()).isEqualTo("files");
        assertThat(read("etc/hostname")).isEqualTo("web-1\n");
        assertThat(read("etc/hosts")).contains("10.0.0.7 web-1.example.org web-1\n");
        assertThat(read("etc/network/interfaces")).contains("address 10.0.0.7\n");
        assertThat(read("etc/passwd")).contains("\nada:x:1000:1000::/home/ada:/bin/sh\n");
        assertThat(read("etc/sudoers.d/90-metalwright-ada")).startsWith("ada ALL=");
        assertThat(read("home/ada/.ssh/authorized_keys")).isEqualTo(KEY + "\n");
        assertThat(attributes("home/ada/.ssh/authorized_keys")).isEqualTo("600 1000:1000");
        assertThat(read("home/ada/motto")).isEqualTo("50% 'off'\n\ttoday");
        assertThat(attributes("home/ada/motto")).isEqualTo("640 1000:1000");
        assertThat(configured.hostKeys())
                .containsExactly(read("etc/ssh/ssh_host_ed25519_key.pub").replace(" metalwright\n", ""));
        assertThat(attributes("etc/ssh/ssh_host_ed25519_key")).isEqualTo("600 0:0");
        assertThat(read("etc/metalwright/url")).isEqualTo("http://10.0.0.1:8090/agent/v1/os-ready\n");
        assertThat(attributes("etc/metalwright/token")).isEqualTo("600 0:0");
    }

    /** What the image brought along is known to everyone who has the image. */
    @Test
    void hostKeysOfTheImageAreReplaced() throws Exception {
        Files.createDirectories(system.resolve("etc/ssh"));
        Files.writeString(system.resolve("etc/ssh/ssh_host_rsa_key"), "known to all");
        Files.writeString(system.resolve("etc/ssh/ssh_host_ed25519_key.pub"), "known to all");
        var configured = installation.configure(bootOs.target(), device(), wish(null));
        assertThat(configured.hostKeys()).allMatch(key -> key.startsWith("ssh-ed25519 "));
        assertThat(system.resolve("etc/ssh/ssh_host_rsa_key")).doesNotExist();
    }

    /** A captured image has the lines of the machine that it came from, whose disks this one does not have: it would wait for them at its start. */
    @Test
    void linesOfFurtherFileSystemsStayInFstabOnlyWhereThisRunWroteThem() throws Exception {
        var own = "LABEL=root / ext4 defaults 0 1\n";
        var further = "# metalwright: begin\nUUID=0 /srv ext4 defaults 0 2\n# metalwright: end\n";
        Files.writeString(system.resolve("etc/fstab"), own + further);
        installation.configure(bootOs.target(), device(), wish(null, true));
        assertThat(read("etc/fstab")).isEqualTo(own + further);
        installation.configure(bootOs.target(), device(), wish(null, false));
        assertThat(read("etc/fstab")).isEqualTo(own);
    }

    /** The mark of the installation that the image was captured from came along with it. */
    @Test
    void theMachineIdOfACapturedImageIsClearedOncePerInstallation() throws Exception {
        SmallSystem.program(system, "lib/systemd/systemd");
        Files.createDirectories(system.resolve("var/lib/dbus"));
        Files.createDirectories(system.resolve("etc/metalwright"));
        Files.writeString(system.resolve("etc/machine-id"), "known to all\n");
        Files.writeString(system.resolve("var/lib/dbus/machine-id"), "known to all\n");
        Files.writeString(system.resolve("etc/metalwright/machine-id-is-ours"), "");
        installation.configure(bootOs.target(), device(), wish(null));
        assertThat(read("etc/machine-id")).isEmpty();
        assertThat(system.resolve("var/lib/dbus/machine-id")).doesNotExist();

        Files.writeString(system.resolve("etc/machine-id"), "made by a script\n");
        installation.configure(bootOs.target(), device(), wish(null));
        assertThat(read("etc/machine-id")).isEqualTo("made by a script\n");
        installation.configure(bootOs.target(), device(), wish(null, false, "os-ready of another run"));
        assertThat(read("etc/machine-id")).isEmpty();
    }

    @Test
    void doneAgainItLeavesTheSameFiles() throws Exception {
        var first = installation.configure(bootOs.target(), device(), wish(null));
        var before = everything();
        assertThat(installation.configure(bootOs.target(), device(), wish(null)))
                .isEqualTo(first);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aPasswordIsHashedAsCryptDoesItAndItsAccountKeepsTheOtherOnes() throws Exception {
        installation.configure(bootOs.target(), device(), wish(null));
        var line = read("etc/shadow")
                .lines()
                .filter(entry -> entry.startsWith("ada:"))
                .findFirst()
                .orElseThrow();
        var hash = line.split(":")[1];
        assertThat(hash).startsWith("$6$");
        var judge = new ProcessBuilder("openssl", "passwd", "-6", "-salt", hash.split("\\$")[2], "-stdin").start();
        try (var input = judge.getOutputStream()) {
            input.write((PASSWORD + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(new String(judge.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .isEqualTo(hash);
        assertThat(read("etc/shadow")).startsWith("root:*:19000:0:99999:7:::\n");
        assertThat(read("etc/passwd")).startsWith("root:x:0:0:root:/root:/bin/sh\n");
    }

    @Test
    void noSecretIsSeenAmongTheCommandsOrReadableByOthers() throws Exception {
        installation.configure(bootOs.target(), device(), wish(null));
        var hash = read("etc/shadow")
                .lines()
                .filter(entry -> entry.startsWith("ada:"))
                .findFirst()
                .orElseThrow()
                .split(":")[1];
        assertThat(bootOs.commands())
                .isNotEmpty()
                .noneMatch(line -> line.contains("secret & more") || line.contains(hash) || line.contains(token()));
        for (var file : everything().keySet()) {
            if (read(file).contains(token()) || read(file).contains(hash)) {
                assertThat(attributes(file)).as(file).matches("6[04]0 0:.*");
            }
        }
    }

    @Test
    void userDataForAnImageWithoutCloudInitIsRefused() {
        var failure = failureOf(() -> installation.configure(bootOs.target(), device(), wish("#cloud-config\n")));
        assertThat(failure.getType()).isEqualTo(FailureTypes.REFUSED);
        assertThat(failure.getOriginalMessage()).contains("has no cloud-init");
    }

    @Test
    void withCloudInitASeedTellsTheNetworkAndCarriesTheOperatorsUserData() throws Exception {
        SmallSystem.program(system, "usr/bin/cloud-init");
        var userData = "#cloud-config\nruncmd: [[touch, /done]]\n";
        var configured = installation.configure(bootOs.target(), device(), wish(userData));
        assertThat(configured.mechanism()).isEqualTo("cloud-init");
        assertThat(read("var/lib/cloud/seed/nocloud/network-config")).contains("- 10.0.0.7/24");
        assertThat(read("var/lib/cloud/seed/nocloud/meta-data")).contains("local-hostname: web-1.example.org");
        assertThat(read("var/lib/cloud/seed/nocloud/user-data"))
                .contains(userData)
                .contains("multipart/mixed");
        assertThat(attributes("var/lib/cloud/seed/nocloud/user-data")).isEqualTo("600 0:0");
    }

    @Test
    void aDiskWithoutASystemIsABrokenImage() throws Exception {
        Files.delete(system.resolve("etc/os-release"));
        var failure = failureOf(() -> installation.configure(bootOs.target(), device(), wish(null)));
        assertThat(failure.getType()).isEqualTo(FailureTypes.IMAGE_BROKEN);
        assertThat(failure.isNonRetryable()).isTrue();
    }

    @Test
    void aScriptRunsInsideAndItsStatusIsAResult() {
        var result = installation.runScript(
                bootOs.target(), device(), "echo \"$HOME in $(ls -d /etc/small)\"; echo complaint >&2; exit 3");
        assertThat(result).isEqualTo(new OsInstallation.ScriptResult(3, "/root in /etc/small\ncomplaint\n"));
    }

    @Test
    void ofMuchOutputTheEndIsKept() {
        var result = installation.runScript(bootOs.target(), device(), "#!/bin/sh\nseq 30000 | sed 's/^/line /'");
        assertThat(result.exitStatus()).isZero();
        assertThat(result.output()).hasSize(65536).endsWith("line 29999\nline 30000\n");
    }

    private ApplicationFailure failureOf(Runnable action) {
        return (ApplicationFailure)
                catchThrowableOfType(ActivityFailure.class, action::run).getCause();
    }

    private String token() {
        try (var token = bootOs.keys().token("os-ready m-small")) {
            return token.plain();
        }
    }

    private static Raid.Device device() {
        return new Raid.Device("/dev/sda", "S1", 1000, "");
    }

    private static OsInstallation.Wish wish(@Nullable String userData) {
        return wish(userData, false);
    }

    private static OsInstallation.Wish wish(@Nullable String userData, boolean furtherMounts) {
        return wish(userData, furtherMounts, "os-ready m-small");
    }

    private static OsInstallation.Wish wish(@Nullable String userData, boolean furtherMounts, String token) {
        return new OsInstallation.Wish(
                MachineId.of("m-small"),
                "web-1.example.org",
                new PlannedNetwork(
                        MacAddress.of("52:54:00:12:34:56"),
                        Ipv4Address.of("10.0.0.7"),
                        24,
                        Ipv4Address.of("10.0.0.1"),
                        List.of()),
                List.of(new UserAccount("ada", List.of(KEY), SecretReference.of("secret:test/ada"), true)),
                List.of(new FileToWrite("/home/ada/motto", "50% 'off'\n\ttoday", "0640", "ada")),
                userData,
                furtherMounts,
                token);
    }

    private String read(String file) throws IOException {
        return Files.readString(system.resolve(file), StandardCharsets.ISO_8859_1);
    }

    private String attributes(String file) throws IOException {
        var all = Files.readAttributes(system.resolve(file), "unix:mode,uid,gid");
        return Integer.toOctalString((int) all.get("mode") & 0xFFF) + " " + all.get("uid") + ":" + all.get("gid");
    }

    /** Every plain file outside of busybox's own folders, with its contents and attributes. */
    private Map<String, String> everything() throws IOException {
        var files = new TreeMap<String, String>();
        try (var paths = Files.walk(system)) {
            for (var path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                var name = system.relativize(path).toString();
                if (!name.matches("(bin|lib|lib64|usr|dev)/.*")) {
                    files.put(name, attributes(name) + " " + read(name));
                }
            }
        }
        return files;
    }
}
