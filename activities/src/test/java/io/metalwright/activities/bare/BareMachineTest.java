package io.metalwright.activities.bare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.metalwright.activities.imaging.BootOsImaging;
import io.metalwright.activities.imaging.ChunkingImageLibrary;
import io.metalwright.activities.imaging.LocalImageStore;
import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.activities.postinstall.BootOsFileSystems;
import io.metalwright.activities.postinstall.ChrootOsInstallation;
import io.metalwright.activities.raid.BootOsRaid;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.activities.shell.AnnouncedHostKeys;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.model.BootMode;
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
import io.metalwright.model.spec.FileSystemType;
import io.metalwright.model.spec.FileToWrite;
import io.metalwright.model.spec.MountWish;
import io.metalwright.model.spec.RaidLevel;
import io.metalwright.model.spec.UserAccount;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.FileSystems;
import io.metalwright.workflows.steps.ImageLibrary;
import io.metalwright.workflows.steps.Imaging;
import io.metalwright.workflows.steps.OsInstallation;
import io.metalwright.workflows.steps.Raid;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    private FileSystems fileSystems;
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
                new BootOsFileSystems(shells),
                new ChrootOsInstallation(shells, keys, reference -> Secret.of(PASSWORD)));
        raid = temporal.newActivityStub(Raid.class, ActivityTimes.USUAL);
        library = temporal.newActivityStub(ImageLibrary.class, ActivityTimes.USUAL);
        imaging = temporal.newActivityStub(Imaging.class, ActivityTimes.USUAL);
        fileSystems = temporal.newActivityStub(FileSystems.class, ActivityTimes.USUAL);
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

    @Test
    void furtherFileSystemsOnTheRootsDiskAndOnAnotherAreThereAfterTheFirstStart() throws Exception {
        var booted = bootOs(1L << 30);
        var image = imported("tiny");
        var target = announced(booted);
        var device = free(target, "MIRROR-A", 1L << 30);
        imaging.write(target, image.digest(), device, null);

        var swap = wanted("swap", 64, FileSystemType.SWAP, "", null);
        var home = wanted("home", null, FileSystemType.EXT4, "home", "/home");
        var root = new FileSystems.RootWish(256L << 20, List.of(swap.partition(), home.partition()));
        var grown = fileSystems.growRoot(target, device, root);
        say(grown);
        assertThat(grown).contains(" has " + (256L << 20) + " bytes");
        var behind = new FileSystems.Order(false, List.of(swap, home));
        var made = fileSystems.make(target, device, behind);
        say(made);
        // Done again, nothing is made twice: the file systems keep what is in them.
        assertThat(fileSystems.make(target, device, behind)).isEqualTo(made);
        assertThat(fileSystems.growRoot(target, device, root)).isEqualTo(grown);

        var other = free(target, "MIRROR-B", 1L << 30);
        var data = wanted("data", 512, FileSystemType.XFS, "data", "/srv");
        var logs = wanted("logs", null, FileSystemType.EXT4, "", "/srv/logs");
        var elsewhere = new FileSystems.Order(true, List.of(data, logs));
        var madeElsewhere = fileSystems.make(target, other, elsewhere);
        say(madeElsewhere);
        assertThat(fileSystems.make(target, other, elsewhere)).isEqualTo(madeElsewhere);

        var memory = new MountWish("tmpfs", "/scratch", "tmpfs", "size=1m", null);
        var all = List.of(swap, home, data, logs);
        var entered = fileSystems.enter(target, device, all, List.of(memory));
        say(entered);
        var wish = wish(operatorKey(), null, true);
        var configured = installation.configure(target, device, wish);
        assertThat(fileSystems.enter(target, device, all, List.of(memory))).isEqualTo(entered);
        assertThat(fileSystems.make(target, other, elsewhere)).isEqualTo(madeElsewhere);
        assertThat(installation
                        .runScript(target, device, "echo written > /srv/logs/first")
                        .exitStatus())
                .isZero();

        var system = startsFromDisk(booted, target, wish, configured);
        assertThat(system.ssh("grep -c metalwright: /etc/fstab; grep -v ^# /etc/fstab | sed 's/UUID=[-0-9a-f]* //'"))
                .isEqualTo("""
                        2
                        /home ext4 defaults 0 2
                        tmpfs /scratch tmpfs size=1m 0 0
                        /srv xfs defaults 0 0
                        /srv/logs ext4 defaults 0 2
                        none swap sw 0 0
                        """);
        assertThat(system.ssh("cat /srv/logs/first /home/operator/motto; grep -c partition /proc/swaps"))
                .isEqualTo("written\nper aspera\n1\n");
        var mounts = system.ssh("df -k / /home /srv /srv/logs /scratch");
        say(mounts);
        assertThat(mounts)
                .containsPattern("/home\\n")
                .containsPattern("/srv\\n")
                .containsPattern("/srv/logs\\n");
        assertThat(mounts.lines().skip(1).map(line -> line.split(" ")[0]).distinct())
                .hasSize(5);
    }

    /** Takes minutes, so that it is asked for: {@code -Dmetalwright.debian=true}. */
    @ParameterizedTest
    @EnumSource(BootMode.class)
    void aPartitionImageOfDebianBecomesASystemThatBootsFromItsDisk(BootMode mode) throws Exception {
        assumeTrue(Boolean.getBoolean(DEBIAN), "a whole Debian takes minutes: -D" + DEBIAN + "=true");
        var booted = bootOs(4L << 30);
        var image = imported("partition", rootOf("debian"));
        var target = announced(booted);
        var device = free(target, "MIRROR-A", 4L << 30);
        say(imaging.write(target, image.digest(), device, null).toString());
        say(installation.growRoot(target, device));
        var wish = wish(operatorKey(), null, false);
        var configured = installation.configure(target, device, wish);
        var loader = installation.installBootLoader(target, device, mode);
        say(loader);
        assertThat(loader).contains(mode == BootMode.BIOS ? "i386-pc" : "x86_64-efi", "root=UUID=");

        var system = startsFromDisk(booted, target, wish, configured, mode);
        assertThat(system.ssh("findmnt -n -o SOURCE /; cat /etc/fstab"))
                .matches("(?s)/dev/vda3\nUUID=[-0-9a-f]{36} / ext4 errors=remount-ro 0 1\n"
                        + (mode == BootMode.BIOS ? "" : "UUID=[0-9A-F]{4}-[0-9A-F]{4} /boot/efi vfat umask=0077 0 1\n")
                        + ".*");
        assertThat(system.ssh("[ -d /sys/firmware/efi ] && echo UEFI || echo BIOS")
                        .strip())
                .isEqualTo(mode.name());
        var rootKibibytes = system.ssh("df -k / | awk 'END { print $2 }'").strip();
        assertThat(1024 * Long.parseLong(rootKibibytes)).isGreaterThan(3L << 30);
    }

    /** The last partition alone. */
    private Path rootOf(String name) throws IOException, InterruptedException {
        var disk = built(name);
        var root = folder.resolve(name + "-root.qcow2");
        Programs.run(IMAGES.resolve("partition-of").toString(), disk.toString(), root.toString());
        return root;
    }

    private Raid.Device free(BootOsTarget target, String serial, long bytes) {
        return raid.configure(target, new Raid.Request(RaidLevel.NONE, List.of(new PlannedDisk(null, serial, bytes))));
    }

    private static FileSystems.Wanted wanted(
            String name, @Nullable Integer mebibytes, FileSystemType type, String label, @Nullable String mount) {
        return new FileSystems.Wanted(
                "metalwright-" + name,
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                mebibytes == null ? null : (long) mebibytes << 20,
                type,
                label,
                mount,
                null);
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
        var booted = bootOs(diskBytes);
        var image = imported(name);
        var target = announced(booted);

        var disks = BareMachine.SERIALS.stream()
                .map(serial -> new PlannedDisk(null, serial, diskBytes))
                .toList();
        var request = new Raid.Request(RaidLevel.SOFTWARE_RAID1, disks);
        var device = raid.configure(target, request);
        say(device.evidence());
        assertThat(device.evidence()).contains("MIRROR-A", "MIRROR-B", "all members in place");

        var written = imaging.write(target, image.digest(), device, null);
        say(written.toString());
        assertThat(written.bytesWritten()).isEqualTo(image.dataBytes());
        // A mirror that holds an image already is kept as it is.
        assertThat(raid.configure(target, request)).isEqualTo(device);
        assertThat(imaging.write(target, image.digest(), device, null).chunks()).isEqualTo(written.chunks());

        var grown = installation.growRoot(target, device);
        say(grown);
        assertThat(installation.growRoot(target, device)).isEqualTo(grown);

        var wish = wish(operatorKey(), bond, false);
        var configured = installation.configure(target, device, wish);
        say(configured.toString());
        assertThat(configured.hostKeys()).hasSize(1);
        assertThat(installation.configure(target, device, wish)).isEqualTo(configured);

        var script = "#!/bin/sh\nls -d /root\ncat /etc/hostname\necho \"made by $(id -un)\" >> /etc/made\nexit 7\n";
        var result = installation.runScript(target, device, script);
        assertThat(result).isEqualTo(new OsInstallation.ScriptResult(7, "/root\nbare\n"));
        assertThat(installation.runScript(target, device, script)).isEqualTo(result);

        var system = startsFromDisk(booted, target, wish, configured);
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

    private BareMachine bootOs(long diskBytes) throws IOException {
        var booted = new BareMachine(folder, diskBytes);
        machine = booted;
        booted.bootKernel(BOOTOS.resolve("kernel"), BOOTOS.resolve("initrd"), server.commandLine(BareMachine.MAC));
        return booted;
    }

    private String operatorKey() throws IOException, InterruptedException {
        Programs.run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                folder.resolve(KEY_FILE).toString());
        return Files.readString(folder.resolve(KEY_FILE + ".pub")).strip();
    }

    private Installed startsFromDisk(
            BareMachine booted, BootOsTarget target, OsInstallation.Wish wish, OsInstallation.Configured configured)
            throws InterruptedException, IOException {
        return startsFromDisk(booted, target, wish, configured, BootMode.BIOS);
    }

    private Installed startsFromDisk(
            BareMachine booted,
            BootOsTarget target,
            OsInstallation.Wish wish,
            OsInstallation.Configured configured,
            BootMode mode)
            throws InterruptedException, IOException {
        say(installation.reboot(target));
        assertThat(booted.endsWithin(30)).as("the machine restarts").isTrue();
        // As another attempt of a worker that was killed before it could tell.
        temporal.setHeartbeatDetails("asked");
        assertThat(installation.reboot(target)).contains("over");
        if (mode == BootMode.BIOS) {
            booted.bootDisk();
        } else {
            booted.bootDiskUnderUefi();
        }
        assertThatItReports(wish, configured, booted);
        return new Installed(configured, booted, folder);
    }

    private ImageManifest imported(String name) throws IOException, InterruptedException {
        return imported(name, built(name));
    }

    private static Path built(String name) throws IOException, InterruptedException {
        var built = IMAGES.resolve(".cache").resolve(name + ".qcow2");
        Programs.run(IMAGES.resolve("build-" + name).toString(), "--out", built.toString());
        return built;
    }

    private ImageManifest imported(String name, Path built) throws IOException {
        var file = name + ".qcow2";
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

    private static OsInstallation.Wish wish(String key, @Nullable Bond bond, boolean furtherMounts) {
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
                furtherMounts,
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
