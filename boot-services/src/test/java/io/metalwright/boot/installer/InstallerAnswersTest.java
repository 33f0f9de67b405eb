package io.metalwright.boot.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.Program;
import io.metalwright.model.Sha256;
import io.metalwright.model.installer.InstallerOrder;
import io.metalwright.model.installer.TreeLayout;
import io.metalwright.model.plan.PlannedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our answers, as the validators of those who read them see them. Needs Go and Python, once: {@code ops/setup/validators}. */
class InstallerAnswersTest {
    private static final Map<String, String> MACHINE =
            Map.of("mac", "52:54:00:12:34:56", "hostname", "web1.example", "http", "http://10.77.0.1:8090");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void noWordIsLeftOutAndNoSecretIsTold(TreeLayout layout) {
        assertThat(answers(layout, "DISK-7"))
                .doesNotContain("{{")
                .doesNotContainIgnoringCase("plaintext")
                .contains(
                        layout == TreeLayout.DEBIAN_DISC || layout == TreeLayout.DEBIAN_NETBOOT ? "helper" : "DISK-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RHEL8", "RHEL9", "RHEL10", "F43"})
    void theKickstartIsOneToEachReleaseThatReadsIt(String release) throws Exception {
        var whole = answers(TreeLayout.RHEL, "DISK-7");
        // What its script will say, on a machine where it finds one disk.
        var disk = Pattern.compile("(?m)^ {2}echo \"(.*)\"$")
                .matcher(whole)
                .results()
                .map(line -> line.group(1).replace("$1", "sda"))
                .collect(Collectors.joining("\n"));
        assertThat(disk).contains("ignoredisk --only-use=sda", "clearpart");
        var included = Files.writeString(folder.resolve("disk"), disk + "\n");
        var file = Files.writeString(
                folder.resolve("ks.cfg"), whole.replace("%include /tmp/metalwright-disk", "%include " + included));

        Program.succeed(validator("ksvalidator"), "--version", release, file.toString());

        Files.writeString(
                file, whole.replace("%include /tmp/metalwright-disk", "%include " + included + "\nautopartition"));
        assertThat(Program.run(validator("ksvalidator"), "--version", release, file.toString())
                        .exit())
                .as("the validator validates")
                .isNotZero();
    }

    @Test
    void theAutoinstallIsUserDataToCloudInit() throws Exception {
        var whole = answers(TreeLayout.UBUNTU, "DISK-7");
        var file = Files.writeString(folder.resolve("user-data"), whole);
        Program.succeed(validator("cloud-config-validate"), file.toString());

        Files.writeString(file, whole.replace("version: 1\n", "version: one\n"));
        assertThat(Program.run(validator("cloud-config-validate"), file.toString())
                        .exit())
                .as("the validator validates")
                .isNotZero();
    }

    /** YaST's own schema is in no package that can be had everywhere: its form alone is looked at. */
    @Test
    void theAutoYastProfileIsXmlOfItsNamespace() throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var file = Files.writeString(folder.resolve("profile.xml"), answers(TreeLayout.SUSE, "DISK-7"));
        var root = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo("http://www.suse.com/1.0/yast2ns");
        assertThat(root.getElementsByTagNameNS("*", "device").item(0).getTextContent())
                .isEqualTo("/dev/metalwright-no-disk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RHEL", "SUSE"})
    void theirScriptsFindTheOneDiskOfThatSerialNumberOrNone(TreeLayout layout) throws Exception {
        assertThat(scriptRunsOn(layout, "DISK-7")).contains("sdb").doesNotContain("sda", "no-disk");
        // As a part of another's, and where two have it.
        assertThat(scriptRunsOn(layout, "DISK")).contains("no-disk").doesNotContain("sda", "sdb");
        assertThat(scriptRunsOn(layout, "TWIN")).contains("no-disk").doesNotContain("sdc", "sdd");
    }

    /** What it wrote for its installer, and what it told us, on a machine with four disks. */
    private String scriptRunsOn(TreeLayout layout, String serial) throws Exception {
        var whole = answers(layout, serial);
        var script = layout == TreeLayout.RHEL
                ? between(whole, "%pre --erroronfail\n", "%end")
                : between(whole, "<source><![CDATA[\n", "]]>");
        var root = Files.createTempDirectory(folder, "run");
        Files.writeString(root.resolve("script"), script);
        Files.writeString(root.resolve("autoinst.xml"), whole);
        Files.writeString(root.resolve("curl"), "#!/bin/sh\nfor last; do :; done\necho \"$last\" >> /tmp/told\n");
        Files.setPosixFilePermissions(root.resolve("curl"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(root.resolve("udevadm"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(root.resolve("udevadm"), PosixFilePermissions.fromString("rwxr-xr-x"));
        // Disks of its own, which nobody else sees; and the folder as /tmp, where installers keep such things.
        var ran = Program.run("unshare", "--mount", "sh", "-c", """
                mount -t tmpfs none /sys && mkdir -p "$1/profile" && mv "$1/autoinst.xml" "$1/profile" && cd "$1" && mount --bind "$1" /tmp || exit 9
                for disk in sda:OTHER sdb:DISK-7 sdc:TWIN sdd:TWIN; do
                  mkdir -p "/sys/block/${disk%:*}/device"
                  echo "${disk#*:}" > "/sys/block/${disk%:*}/device/serial"
                done
                PATH=/tmp:$PATH sh /tmp/script
                """, "sh", root.toString());
        assertThat(ran.exit()).as(ran.output()).isLessThan(9);
        var effect = new StringBuilder();
        for (var file : List.of("metalwright-disk", "profile/modified.xml", "told")) {
            if (Files.exists(root.resolve(file))) {
                // Of the profile only the line that it changes: it holds the script too.
                Files.readAllLines(root.resolve(file)).stream()
                        .filter(line -> !file.endsWith(".xml") || line.contains("<device>"))
                        .forEach(line -> effect.append(line).append('\n'));
            }
        }
        return effect.toString();
    }

    private static String between(String text, String from, String to) {
        int begin = text.indexOf(from) + from.length();
        return text.substring(begin, text.indexOf(to, begin));
    }

    private static String answers(TreeLayout layout, String serial) {
        var order = new InstallerOrder(
                layout,
                Sha256.sumOf("a disc"),
                new PlannedDisk("0x5000c500a1b2c3d4", serial, 8_000_000_000L),
                "web1.example",
                "http://mirror.example/debian",
                null,
                null,
                null);
        return InstallerTexts.answers(order, MACHINE);
    }

    private static String validator(String name) throws IOException, InterruptedException {
        var told = Program.succeed("../ops/setup/validators").lines().toList();
        return told.getLast() + "/" + name;
    }
}
