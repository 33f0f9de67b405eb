package io.metalwright.ops.simulated.bootos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.metalwright.activities.raid.mdadm.ArrayDetail;
import io.metalwright.activities.raid.mdadm.Mdadm;
import io.metalwright.activities.raid.mdadm.Superblock;
import io.metalwright.model.MacAddress;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.ops.simulated.Program;
import io.metalwright.ops.simulated.Temper;
import io.metalwright.ops.simulated.bmc.BmcState;
import io.metalwright.ops.simulated.disk.SimulatedDisk;
import io.metalwright.ops.simulated.disk.SparseFile;
import io.metalwright.ops.simulated.net.SshPool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSH is the judge. */
@Timeout(120)
class BootOsTest {
    private static final String ADDRESS = "127.0.0.1";
    private static final String REPORT =
            "{\"version\":1,\"collectedAt\":\"2026-01-01T00:00:00Z\",\"system\":{},\"bootMode\":\"BIOS\",\"architecture\":\"x86_64\",\"processors\":[],\"memory\":{\"bytes\":1,\"modules\":[]},\"disks\":[],\"nics\":[],\"controllers\":[]}";

    @TempDir
    Path folder;

    private final SshPool pool = new SshPool();
    private final List<String> reboots = new ArrayList<>();
    private BootOs bootOs;

    @BeforeEach
    void start() throws Exception {
        keyPair("ours");
        keyPair("other");
        bootOs = boot();
        bootOs.authorize(List.of(Files.readString(folder.resolve("ours.pub"))));
    }

    @AfterEach
    void stop() {
        bootOs.close();
        pool.close();
    }

    @Test
    void onlyTheKeyOfTheRunIsLetIn() throws Exception {
        assertThat(ssh("ours", "cat /proc/cmdline").said()).contains("metalwright.http=http://127.0.0.1:1");
        assertThat(ssh("other", "cat /proc/cmdline").said()).contains("Permission denied (publickey)");
        bootOs.authorize(List.of());
        assertThat(ssh("ours", "cat /proc/cmdline").status()).isEqualTo(255);
    }

    @Test
    void eachBootShowsAHostKeyOfItsOwn() throws Exception {
        var before = bootOs.hostKey();
        bootOs.close();
        bootOs = boot();
        bootOs.authorize(List.of(Files.readString(folder.resolve("ours.pub"))));
        assertThat(bootOs.hostKey()).isNotEqualTo(before);
        assertThat(ssh("ours", "metalwright-report").status()).isZero();
        assertThat(sshTrusting(before, "ours", "metalwright-report", "").said())
                .contains("Host key verification failed");
    }

    @Test
    void theReportIsReadAsOne() throws Exception {
        var said = ssh("ours", "metalwright-report --quick").said();
        var report =
                JsonMapper.builder().addModule(new JavaTimeModule()).build().readValue(said, HardwareReport.class);
        assertThat(report.architecture()).isEqualTo("x86_64");
    }

    @Test
    void whatIsNotKnownIsRefusedAndNotTakenForDone() throws Exception {
        assertThat(ssh("ours", "dmidecode").status()).isEqualTo(127);
        assertThat(script("rm -rf /").status()).isEqualTo(127);
        assertThat(ssh("ours", "dmidecode").said()).contains("simulated BootOS does not know 'dmidecode'");
    }

    @Test
    void aMirrorIsMadeFoundAgainAndTaken() throws Exception {
        assertThat(mdadm(Mdadm.examine("/dev/sda")).status()).isEqualTo(1);
        mdadm(Mdadm.createMirror(List.of("/dev/sda", "/dev/sdb")));
        assertThat(ssh("ours", "readlink -f /dev/md/root").said()).isEqualTo("/dev/md127\n");
        assertThat(Superblock.parse(mdadm(Mdadm.examine("/dev/sdb")).said()).isOurMirror(2))
                .isTrue();
        var detail = ArrayDetail.parse(mdadm(Mdadm.detail("/dev/md127")).said());
        assertThat(detail.isMember("/dev/sda") && detail.isMember("/dev/sdb")).isTrue();
        assertThat(ssh("ours", "blockdev --getsize64 /dev/md127").said().strip())
                .matches("\\d+");
        mdadm(Mdadm.stop("/dev/md127"));
        assertThat(ssh("ours", "readlink -f /dev/md/root").said()).isEqualTo("/dev/md/root\n");
        mdadm(Mdadm.assemble(List.of("/dev/sda", "/dev/sdb")));
        assertThat(mdadm(Mdadm.detail("/dev/md127")).status()).isZero();
    }

    private Program mdadm(List<String> words) throws IOException, InterruptedException {
        return script("MDADM_NO_UDEV=1 " + String.join(" ", words));
    }

    private Program script(String text) throws IOException, InterruptedException {
        return sshTrusting(bootOs.hostKey(), "ours", "sh -s --", "{\n" + text + "\n} < /dev/null\n");
    }

    private Program ssh(String key, String line) throws IOException, InterruptedException {
        return sshTrusting(bootOs.hostKey(), key, line, "");
    }

    private Program sshTrusting(String hostKey, String key, String line, String input)
            throws IOException, InterruptedException {
        var known = Files.writeString(
                folder.resolve("known"), "[" + ADDRESS + "]:" + bootOs.sshPort() + " " + hostKey + "\n");
        return Program.run(
                List.of(
                        "ssh",
                        "-F",
                        "none",
                        "-i",
                        folder.resolve(key).toString(),
                        "-o",
                        "IdentitiesOnly=yes",
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "StrictHostKeyChecking=yes",
                        "-o",
                        "LogLevel=ERROR",
                        "-o",
                        "UserKnownHostsFile=" + known,
                        "-p",
                        String.valueOf(bootOs.sshPort()),
                        "root@" + ADDRESS,
                        line),
                input);
    }

    private void keyPair(String name) throws IOException, InterruptedException {
        assertThat(Program.run(List.of(
                                "ssh-keygen",
                                "-q",
                                "-t",
                                "ecdsa",
                                "-N",
                                "",
                                "-f",
                                folder.resolve(name).toString()))
                        .status())
                .isZero();
    }

    private BootOs boot() throws IOException {
        var disks = List.of(
                new SimulatedDisk("D1", 1L << 30, new SparseFile(folder.resolve("D1"))),
                new SimulatedDisk("D2", 1L << 30, new SparseFile(folder.resolve("D2"))));
        var bmc = new BmcState(MacAddress.of("52:54:00:0b:00:02"), Ipv4Address.of("127.79.1.1"));
        return BootOs.start(
                new BootOs.Machine(
                        "test",
                        ADDRESS,
                        disks,
                        bmc,
                        () -> REPORT,
                        pool,
                        () -> reboots.add("asked"),
                        () -> reboots.add("reset"),
                        line -> {},
                        Temper.GOOD),
                new KernelArguments(
                        "metalwright.url=https://127.0.0.1:1 metalwright.http=http://127.0.0.1:1",
                        URI.create("http://127.0.0.1:1/bootos/kernel"),
                        URI.create("http://127.0.0.1:1/bootos/initrd"),
                        "token"));
    }
}
