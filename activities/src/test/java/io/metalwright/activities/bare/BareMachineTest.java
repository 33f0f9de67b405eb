package io.metalwright.activities.bare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.metalwright.activities.imaging.BootOsImaging;
import io.metalwright.activities.imaging.ChunkingImageLibrary;
import io.metalwright.activities.imaging.LocalImageStore;
import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.activities.postinstall.ChrootOsInstallation;
import io.metalwright.activities.raid.BootOsRaid;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.activities.shell.AnnouncedHostKeys;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.boot.AgentAccess;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.model.network.Bond;
import io.metalwright.model.network.BondMode;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedNetwork;
import io.metalwright.model.spec.FileToWrite;
import io.metalwright.model.spec.RaidLevel;
import io.metalwright.model.spec.UserAccount;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.ImageLibrary;
import io.metalwright.workflows.steps.Imaging;
import io.metalwright.workflows.steps.OsInstallation;
import io.metalwright.workflows.steps.Raid;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All that is done to a machine in BootOS, each part twice, on an emulated server with empty disks, until somebody logs in to its system. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class BareMachineTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path BOOTOS = ROOT.resolve("bootos/dist");
    private static final Path IMAGES = ROOT.resolve("ops/images");
    private static final String DEBIAN = "metalwright.debian";
    private static final long PATIENCE_SECONDS = 600;
    private static final String KEY_NAME = "run bare";
    private static final String KEY_FILE = "operator-key";
    private static final String PASSWORD = "correct horse battery staple '$`\"";

    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();

    @TempDir
    Path folder;

    private SiteKeys keys;
    private LocalImageStore store;
    private BareBootServer server;
    private @Nullable BareMachine machine;
    private Raid raid;
    private ImageLibrary library;
    private Imaging imaging;
    private OsInstallation installation;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                Programs.here("qemu-system-x86_64", "qemu-img", "ssh", "ssh-keygen"),
                "this host has no qemu-system-x86_64, qemu-img or ssh (packages.txt)");
        assumeTrue(
                Files.exists(BOOTOS.resolve("kernel")) && Files.exists(BOOTOS.resolve("initrd")),
                "BootOS is not built: run bootos/build");
        assumeTrue(
                ProcessHandle.current().info().user().filter("root"::equals).isPresent(),
                "images are built by root only");
        keys = SiteKeys.inFile(folder.resolve("site.key"));
        var images = folder.resolve("images");
        store = new LocalImageStore(images);
        var shells = new BootOsShells(keys);
        server = new BareBootServer(folder, images, keys.sshKey(KEY_NAME).authorizedKey());
        temporal.registerActivitiesImplementations(
                new BootOsRaid(shells),
                new ChunkingImageLibrary(store, (name, manifest, format, source) -> {}),
                new BootOsImaging(shells, store),
                new ChrootOsInstallation(shells, keys, reference -> Secret.of(PASSWORD)));
        raid = temporal.newActivityStub(Raid.class, ActivityTimes.USUAL);
        library = temporal.newActivityStub(ImageLibrary.class, ActivityTimes.USUAL);
        imaging = temporal.newActivityStub(Imaging.class, ActivityTimes.USUAL);
        installation = temporal.newActivityStub(OsInstallation.class, ActivityTimes.USUAL);
    }

    @AfterEach
    void stop() throws InterruptedException {
        temporal.close();
        if (machine != null) {
            machine.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void twoEmptyDisksBecomeAMirroredSystemThatOneCanLogInTo() throws Exception {
        var system = provision("tiny", 512L << 20, null);
        assertThat(system.configured().mechanism()).isEqualTo("files");
        assertThatPasswordOpens(system);
    }

    /** Takes minutes, so that it is asked for: {@code -Dmetalwright.debian=true}. */
    @Test
    void aDebianBecomesAMirroredSystemOnABondWithTheHelpOfCloudInit() throws Exception {
        assumeTrue(Boolean.getBoolean(DEBIAN), "a whole Debian takes minutes: -D" + DEBIAN + "=true");
        var bond = new Bond(
                BondMode.ACTIVE_BACKUP, List.of(MacAddress.of(BareMachine.MAC), MacAddress.of(BareMachine.SECOND_MAC)));
        var system = provision("debian", 3L << 30, bond);
        assertThat(system.configured().mechanism()).isEqualTo("cloud-init");
        assertThat(system.ssh("cat /proc/net/bonding/bond0"))
                .contains(
                        "Bonding Mode: fault-tolerance (active-backup)",
                        "Slave Interface: lan0",
                        "Slave Interface: lan1");
        assertThat(system.ssh("sudo cloud-init status --wait")).contains("status: done");
        say(
                system.ssh(
                        "systemd-analyze; systemctl --failed; sudo cat /etc/mdadm/mdadm.conf; lsblk; ip -br address; sudo cloud-init status --long"));
        assertThatPasswordOpens(system);
    }

    /** An installed system that is up. */
    private record Installed(OsInstallation.Configured configured, BareMachine machine, Path folder) {
        /** OpenSSH judges both keys: the machine's and the account's. */
        String ssh(String command) throws IOException, InterruptedException {
            var known = folder.resolve("known_hosts");
            Files.writeString(
                    known,
                    "[127.0.0.1]:" + machine.systemPort + " "
                            + configured.hostKeys().getFirst() + "\n");
            return Programs.run(
                    "ssh",
                    "-F",
                    "none",
                    "-i",
                    folder.resolve(KEY_FILE).toString(),
                    "-p",
                    Integer.toString(machine.systemPort),
                    "-o",
                    "BatchMode=yes",
                    "-o",
                    "StrictHostKeyChecking=yes",
                    "-o",
                    "LogLevel=ERROR",
                    "-o",
                    "ConnectTimeout=60",
                    "-o",
                    "UserKnownHostsFile=" + known,
                    "operator@127.0.0.1",
                    command);
        }
    }

    private Installed provision(String name, long diskBytes, @Nullable Bond bond) throws Exception {
        var booted = new BareMachine(folder, diskBytes);
        machine = booted;
        booted.bootKernel(BOOTOS.resolve("kernel"), BOOTOS.resolve("initrd"), server.commandLine(BareMachine.MAC));
        var image = imported(name);
        var target = announced(booted);

        var disks = BareMachine.SERIALS.stream()
                .map(serial -> new PlannedDisk(null, serial, diskBytes))
                .toList();
        var request = new Raid.Request(RaidLevel.SOFTWARE_RAID1, disks);
        var device = raid.configure(target, request);
        say(device.evidence());
        assertThat(device.evidence()).contains("MIRROR-A", "MIRROR-B", "all members in place");

        var written = imaging.write(target, image.digest(), device);
        say(written.toString());
        assertThat(written.bytesWritten()).isEqualTo(image.dataBytes());
        // A mirror that holds an image already is kept as it is.
        assertThat(raid.configure(target, request)).isEqualTo(device);
        assertThat(imaging.write(target, image.digest(), device).chunks()).isEqualTo(written.chunks());

        var grown = installation.growRoot(target, device);
        say(grown);
        assertThat(installation.growRoot(target, device)).isEqualTo(grown);

        Programs.run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                folder.resolve(KEY_FILE).toString());
        var wish = wish(Files.readString(folder.resolve(KEY_FILE + ".pub")).strip(), bond);
        var configured = installation.configure(target, device, wish);
        say(configured.toString());
        assertThat(configured.hostKeys()).hasSize(1);
        assertThat(installation.configure(target, device, wish)).isEqualTo(configured);

        var script = "#!/bin/sh\nls -d /root\ncat /etc/hostname\necho \"made by $(id -un)\" >> /etc/made\nexit 7\n";
        var result = installation.runScript(target, device, script);
        assertThat(result).isEqualTo(new OsInstallation.ScriptResult(7, "/root\nbare\n"));
        assertThat(installation.runScript(target, device, script)).isEqualTo(result);

        say(installation.reboot(target));
        assertThat(booted.endsWithin(30)).as("the machine restarts").isTrue();
        // As another attempt of a worker that was killed before it could tell.
        temporal.setHeartbeatDetails("asked");
        assertThat(installation.reboot(target)).contains("over");

        booted.bootDisk();
        assertThatItReports(wish, configured, booted);
        var system = new Installed(configured, booted, folder);
        assertThat(system.ssh("""
                        hostname; id -un; stat -c '%a %U:%G' /home/operator/motto; cat /home/operator/motto /etc/made
                        cat /proc/mdstat; ip route"""))
                .startsWith("bare\noperator\n640 operator:operator\nper aspera\nmade by root\nmade by root\n")
                .contains("raid1 vd")
                .contains("[2/2] [UU]")
                .contains("default via 10.0.2.2 dev " + (bond == null ? "lan0" : "bond0"));
        var rootKibibytes = system.ssh("df -k / | awk 'END { print $2 }'").strip();
        assertThat(1024 * Long.parseLong(rootKibibytes)).isGreaterThan(diskBytes / 10 * 9);
        return system;
    }

    private ImageManifest imported(String name) throws IOException, InterruptedException {
        var file = name + ".qcow2";
        var built = IMAGES.resolve(".cache").resolve(file);
        Programs.run(IMAGES.resolve("build-" + name).toString(), "--out", built.toString());
        Files.createDirectories(store.uploads());
        Files.copy(built, store.uploads().resolve(file));
        var image = library.importImage(new ImageLibrary.Request(name, file, null));
        assertThat(library.importImage(new ImageLibrary.Request(name, file, null)))
                .isEqualTo(image);
        return image.manifest();
    }

    private void assertThatItReports(OsInstallation.Wish wish, OsInstallation.Configured configured, BareMachine booted)
            throws InterruptedException {
        var ready = server.ready.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(ready).as(booted::lastWords).isNotNull();
        say(ready.body().toString());
        try (var token = keys.token(wish.osReadyToken())) {
            assertThat(ready.authorization()).isEqualTo("Bearer " + token.plain());
        }
        assertThat(ready.body().get("hostname").asText()).isEqualTo("bare");
        assertThat(ready.body().get("addresses").get(0).asText()).isEqualTo(BareMachine.SYSTEM_ADDRESS);
        assertThat(ready.body().get("sshHostKeys"))
                .singleElement()
                .satisfies(key -> assertThat(key.asText())
                        .startsWith(configured.hostKeys().getFirst()));
    }

    private BootOsTarget announced(BareMachine booted) throws InterruptedException {
        var announcement = server.announcements.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(announcement).as(booted::lastWords).isNotNull();
        assertThat(announcement.get("token").asText()).isEqualTo(BareBootServer.TOKEN);
        return new BootOsTarget(
                MachineId.of("m-bare"),
                new AgentAccess(
                        announcement.get("bootId").asText(),
                        Ipv4Address.of("127.0.0.1"),
                        booted.bootPort,
                        List.of(announcement.get("sshHostKeys").get(0).asText())),
                KEY_NAME);
    }

    private static OsInstallation.Wish wish(String key, @Nullable Bond bond) {
        var operator = new UserAccount("operator", List.of(key), SecretReference.of("secret:test/operator"), true);
        return new OsInstallation.Wish(
                MachineId.of("m-bare"),
                "bare.example.org",
                new PlannedNetwork(
                        MacAddress.of(BareMachine.MAC),
                        Ipv4Address.of(BareMachine.SYSTEM_ADDRESS),
                        24,
                        Ipv4Address.of("10.0.2.2"),
                        List.of(Ipv4Address.of("10.0.2.3")),
                        bond,
                        null),
                List.of(operator),
                List.of(new FileToWrite("/home/operator/motto", "per aspera\n", "0640", "operator")),
                null,
                "os-ready m-bare");
    }

    private void assertThatPasswordOpens(Installed system) throws IOException {
        try (var client = new SSHClient()) {
            client.addHostKeyVerifier(new AnnouncedHostKeys(system.configured().hostKeys()));
            client.setConnectTimeout(60_000);
            client.connect("127.0.0.1", system.machine().systemPort);
            client.authPassword("operator", PASSWORD);
            assertThat(client.isAuthenticated()).isTrue();
        }
    }

    private static void say(String evidence) {
        System.out.println("  " + evidence.strip());
    }
}
