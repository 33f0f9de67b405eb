package io.metalwright.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.announce.RecordingCourier;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.Sha256;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.installer.InstallerOrder;
import io.metalwright.model.installer.TreeLayout;
import io.metalwright.model.network.DhcpMode;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.RouterAdvertising;
import io.metalwright.model.network.SegmentDhcp;
import io.metalwright.model.plan.PlannedDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SeaBIOS, OVMF and the distribution's iPXE in QEMU: from power-on to the kernel, by each way that firmware knows. */
@Timeout(240)
class RealFirmwareTest {
    private static final MacAddress MAC = MacAddress.of("52:54:00:99:01:01");
    /** Of the card in the namespace, which is a port of the bridge. */
    private static final MacAddress BRIDGE_PORT = MacAddress.of("52:54:00:99:01:fe");

    private static final Path OVMF = Path.of("/usr/share/OVMF/OVMF_CODE_4M.fd");
    private static final Path BOOTOS = Path.of("../bootos/dist");
    private static final String READER = """
            #!/busybox sh
            export PATH=/usr/sbin:/usr/bin:/sbin:/bin
            /busybox mount -t proc proc /proc
            mount -t sysfs sysfs /sys
            mount -t devtmpfs devtmpfs /dev
            exec > /dev/ttyS0 2>&1
            while read -r module; do insmod "/drivers/$module"; done < /drivers/order
            mount -t squashfs -o ro,loop /tools.squashfs /usr
            /usr/lib/metalwright/drivers network
            ip link set eth0 up
            udhcpc -i eth0 -f -q -n -t 10 -s /lease
            read -r line < /proc/cmdline
            for word in $line; do
              case $word in
                inst.ks=* | autoyast=*) url=${word#*=} ;;
                'ds=nocloud-net;s='*) url=${word#*;s=}user-data ;;
              esac
            done
            echo '<answers>'
            wget -q -O - "$url"
            echo '</answers>'
            poweroff -f
            """;
    private static final String LEASE = """
            #!/busybox sh
            [ "$1" != bound ] || ip address add "$ip/$mask" dev "$interface"
            """;

    @TempDir
    private Path folder;

    private final RecordingCourier courier = new RecordingCourier();
    private String testName = "";
    private TestNetwork network;
    private TestSite site;
    private Process machine;
    /** A DHCP server that is not ours. */
    private Process other;

    private Instant poweredOn = Instant.EPOCH;

    @BeforeEach
    void start(TestInfo test) throws IOException, InterruptedException, GeneralSecurityException {
        testName = test.getDisplayName();
        Assumptions.assumeTrue(
                TestNetwork.possible() && Files.exists(OVMF) && Files.exists(Path.of("/usr/lib/ipxe/undionly.kpxe")),
                "this takes root, QEMU, OVMF and iPXE");
        network = TestNetwork.make(BRIDGE_PORT);
        network.inside("ip", "link", "add", "br0", "type", "bridge", "forward_delay", "0");
        network.inside("ip", "link", "set", "c0", "master", "br0");
        network.inside("ip", "tuntap", "add", "t0", "mode", "tap");
        network.inside("ip", "link", "set", "t0", "master", "br0");
        network.inside("ip", "link", "set", "t0", "up");
        network.inside("ip", "link", "set", "br0", "up");
        site = TestSite.start(folder, courier, Path.of("/usr/lib/ipxe"), 69);
        site.services().plans().serve(List.of(network.segment("rack1", Registration.AUTOMATIC)));
        site.awaitListeningOn(network.address(1));
    }

    @AfterEach
    void stop() throws InterruptedException {
        try (var _ = network;
                var _ = site) {
            for (var process : new Process[] {machine, other}) {
                if (process != null) {
                    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
                }
            }
        }
    }

    @Test
    void biosWithAnIpxeRomTakesTheScriptAtOnce() throws Exception {
        powerOn("virtio-net-pci,netdev=n,mac=" + MAC, "-boot", "n");

        await(SignKind.KERNEL);
        assertThat(courier.kinds()).containsSubsequence(SignKind.DHCP, SignKind.SCRIPT, SignKind.KERNEL);
        assertThat(site.services().counters().text()).contains("router_solicitations_total{answered=\"yes\"}");
    }

    @Test
    void uefiPxeLoadsIpxeByTftp() throws Exception {
        powerOnUefi();

        await(SignKind.KERNEL);
        assertThat(courier.kinds())
                .containsSubsequence(SignKind.DHCP, SignKind.BOOT_FILE, SignKind.SCRIPT, SignKind.KERNEL);
    }

    @Test
    void uefiHttpBootLoadsIpxeByHttp() throws Exception {
        powerOnUefi(
                "-fw_cfg", "name=opt/org.tianocore/IPv4PXESupport,string=no",
                "-fw_cfg", "name=opt/org.tianocore/IPv6PXESupport,string=no");

        await(SignKind.KERNEL);
        assertThat(courier.kinds()).containsSubsequence(SignKind.DHCP, SignKind.SCRIPT, SignKind.KERNEL);
    }

    @Test
    void uefiGoesOnToItsDiskWhenSentThere() throws Exception {
        site.services()
                .plans()
                .publish(new MachineBoot(
                        MachineId.of("m-disk"),
                        List.of(MAC),
                        null,
                        null,
                        new BootPlan.LocalDisk(),
                        "machine/m-disk",
                        null));
        var disk = Files.createDirectories(folder.resolve("disk/EFI/BOOT"));
        Files.copy(Path.of("/usr/lib/ipxe/snponly.efi"), disk.resolve("BOOTX64.EFI"));
        powerOnUefi(
                // The card's next boot option, before the disk's.
                "-fw_cfg",
                "name=opt/org.tianocore/IPv6PXESupport,string=no",
                "-drive",
                "file=fat:rw:" + folder.resolve("disk") + ",format=raw,if=none,id=d",
                "-device",
                "virtio-blk-pci,drive=d,bootindex=2");

        await(SignKind.LOCAL_DISK);
        awaitDiskStarted();
    }

    @Test
    void uefiPxeBootsByUsWhereAnotherServerGivesTheAddresses() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/usr/sbin/dnsmasq")), "the other server is dnsmasq");
        site.services()
                .plans()
                .serve(List.of(network.segment("rack1", Registration.AUTOMATIC)
                        .with(new SegmentDhcp(
                                DhcpMode.PROXY, List.of(), false, null, null, Map.of(), List.of(), List.of()))));
        network.inside("ip", "address", "add", network.withPrefix(3), "dev", "br0");
        other = dnsmasq();
        awaitProxy();
        powerOnUefi();

        await(SignKind.KERNEL);
        assertThat(courier.kinds())
                .containsSubsequence(SignKind.DHCP, SignKind.BOOT_FILE, SignKind.SCRIPT, SignKind.KERNEL);
        assertThat(courier.await(SignKind.DHCP).sign().detail()).contains(" from " + network.address(3) + " ");
        assertThat(site.services().counters().total("dhcp_foreign_server")).isZero();
    }

    @Test
    void uefiPxeOverIpv6LoadsIpxeByTftp() throws Exception {
        onIpv6Only();
        powerOnUefi("-fw_cfg", "name=opt/org.tianocore/IPv4PXESupport,string=no");

        await(SignKind.KERNEL);
        // That its file was fetched by TFTP is no sign over IPv6 yet: EDK II gives its lease back before.
        assertThat(courier.kinds()).containsSubsequence(SignKind.DHCP, SignKind.SCRIPT, SignKind.KERNEL);
        assertThat(courier.await(SignKind.DHCP).sign().detail()).contains("to UEFI PXE of X64");
        cameByIpv6();
    }

    @Test
    void uefiHttpBootOverIpv6LoadsIpxeByHttp() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/usr/sbin/dnsmasq")), "the other server is dnsmasq");
        onIpv6Only();
        // HTTP boot over IPv4 comes first. It tries for a minute to get a URL, and gives up at once where nobody
        // listens at that.
        network.inside("ip", "address", "add", network.withPrefix(3), "dev", "br0");
        other = dnsmasq(
                "--dhcp-vendorclass=set:http,HTTPClient",
                "--dhcp-option-force=tag:http,60,HTTPClient",
                "--dhcp-boot=tag:http,http://" + network.address(3) + ":1/");
        powerOnUefi(
                "-fw_cfg", "name=opt/org.tianocore/IPv4PXESupport,string=no",
                "-fw_cfg", "name=opt/org.tianocore/IPv6PXESupport,string=no");

        await(SignKind.KERNEL);
        assertThat(courier.kinds()).containsSubsequence(SignKind.DHCP, SignKind.SCRIPT, SignKind.KERNEL);
        assertThat(courier.await(SignKind.DHCP).sign().detail()).contains("to UEFI HTTP boot of X64");
        cameByIpv6();
    }

    /**
     * The kernel is real, and what reads the answers stands for installers that cannot be had here: it looks for its parameter on the kernel's command
     * line, as theirs do.
     */
    @ParameterizedTest
    @EnumSource(
            value = TreeLayout.class,
            names = {"UBUNTU", "RHEL", "SUSE"})
    void aKernelThatBootsReadsTheAnswersWhereItsCommandLineSays(TreeLayout layout) throws Exception {
        Assumptions.assumeTrue(
                Files.exists(BOOTOS.resolve("initrd")), "this takes the kernel and the drivers of BootOS");
        var order = new InstallerOrder(
                layout,
                tree(layout),
                new PlannedDisk(null, "DISK-7", 8_000_000_000L),
                "web1.example",
                null,
                null,
                null,
                "rdinit=/reader");
        site.services()
                .plans()
                .publish(new MachineBoot(
                        MachineId.of("m-installed"),
                        List.of(MAC),
                        null,
                        null,
                        new BootPlan.Installer(order),
                        "machine/m-installed",
                        null));
        powerOn("virtio-net-pci,netdev=n,mac=" + MAC, "-boot", "n", "-m", "1024");

        await(SignKind.ANSWERS);
        assertThat(machine.waitFor(60, TimeUnit.SECONDS)).as(serial()).isTrue();
        assertThat(courier.kinds())
                .containsSubsequence(
                        SignKind.DHCP, SignKind.SCRIPT, SignKind.KERNEL, SignKind.INITRD, SignKind.ANSWERS);
        var read = serial().replace("\r", "");
        assertThat(read.substring(read.indexOf("<answers>"), read.indexOf("</answers>")))
                .contains(
                        "DISK-7",
                        "http://" + network.address(1) + ":"
                                + site.configuration().httpPort() + "/installer/" + MAC)
                .doesNotContain("{{");
    }

    /** A disc on which BootOS's kernel lies, and its drivers with a program that reads answers. */
    private Sha256 tree(TreeLayout layout) throws IOException, InterruptedException {
        var digest = Sha256.sumOf("a disc");
        var tree = folder.resolve("images/trees").resolve(digest.hex());
        var kernel = tree.resolve(layout.kernel());
        var initrd = tree.resolve(layout.initrd());
        Files.createDirectories(kernel.getParent());
        Files.copy(BOOTOS.resolve("kernel"), kernel);
        Files.copy(BOOTOS.resolve("initrd"), initrd);
        var more = Files.createDirectories(folder.resolve("more"));
        Files.writeString(more.resolve("reader"), READER);
        Files.writeString(more.resolve("lease"), LEASE);
        // The kernel unpacks one archive after the other.
        Program.succeed(
                "sh",
                "-c",
                "cd " + more + " && chmod 755 reader lease && printf 'reader\\nlease\\n' | cpio --quiet -o -H newc >> "
                        + initrd);
        return digest;
    }

    /** This host has no address of IPv4 on the wire any more. */
    private void onIpv6Only() throws IOException, InterruptedException {
        network.joinIpv6();
        Program.succeed("ip", "address", "del", network.withPrefix(1), "dev", network.namespace());
        site.services()
                .plans()
                .serve(List.of(network.ipv6Segment("rack1", Registration.AUTOMATIC, RouterAdvertising.PREFIX)));
        site.awaitListening("DHCPv6 on " + network.namespace() + " [" + network.ipv6Address(1) + "]");
        site.awaitListeningOn(network.ipv6Address(1));
    }

    private void cameByIpv6() throws InterruptedException {
        var prefix = network.ipv6Prefix();
        for (var kind : List.of(SignKind.DHCP, SignKind.SCRIPT)) {
            assertThat(courier.await(kind).sign().detail().split(" "))
                    .anyMatch(word -> word.contains(":") && prefix.contains(Ipv6Address.of(word)));
        }
    }

    private Process dnsmasq(String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                "dnsmasq",
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--port=0",
                "--interface=br0",
                "--bind-interfaces",
                "--dhcp-range=" + network.address(50) + "," + network.address(59) + ",1h",
                "--dhcp-leasefile=" + folder.resolve("other.leases"),
                "--pid-file=",
                "--no-ping"));
        command.addAll(List.of(more));
        return new ProcessBuilder(network.command(command.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("other.log").toFile())
                .start();
    }

    private void awaitProxy() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (site.services().listening().stream().noneMatch(each -> each.startsWith("ProxyDHCP on"))
                && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
    }

    private void awaitDiskStarted() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!serial().matches("(?s).*starting Boot\\d+ \"UEFI Misc Device.*") && System.nanoTime() < deadline) {
            Thread.sleep(200);
        }
        assertThat(serial()).containsPattern("starting Boot\\d+ \"UEFI Misc Device");
    }

    private void await(SignKind kind) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!courier.kinds().contains(kind) && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(courier.kinds()).as(serial()).contains(kind);
        writeTimes();
    }

    /** Seconds from power-on to each sign, for whoever wants to know where the time goes. */
    private void writeTimes() throws IOException {
        var line = new StringBuilder(testName);
        for (var each : courier.carried()) {
            var after = Duration.between(poweredOn, each.sign().at());
            line.append("\t%s %.1f".formatted(each.sign().kind().word(), after.toMillis() / 1000.0));
        }
        Files.writeString(
                Path.of("target", "firmware-times.txt"),
                line.append('\n'),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private String serial() throws IOException {
        var log = folder.resolve("serial.log");
        return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
    }

    private void powerOnUefi(String... more) throws IOException {
        var variables = folder.resolve("vars.fd");
        Files.copy(Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd"), variables, StandardCopyOption.REPLACE_EXISTING);
        var options = new ArrayList<>(List.of(
                "-drive",
                "if=pflash,format=raw,readonly=on,file=" + OVMF,
                "-drive",
                "if=pflash,format=raw,file=" + variables));
        options.addAll(List.of(more));
        // Without a ROM of its own the card is driven by the firmware.
        powerOn("virtio-net-pci,netdev=n,romfile=,bootindex=1,mac=" + MAC, options.toArray(String[]::new));
    }

    private void powerOn(String card, String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                "qemu-system-x86_64",
                "-accel",
                "tcg",
                "-m",
                "256",
                "-display",
                "none",
                "-netdev",
                "tap,id=n,ifname=t0,script=no,downscript=no",
                "-device",
                card,
                "-serial",
                "file:" + folder.resolve("serial.log")));
        command.addAll(List.of(more));
        poweredOn = Instant.now();
        machine = new ProcessBuilder(network.command(command.toArray(String[]::new)))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("qemu.log").toFile())
                .start();
    }
}
