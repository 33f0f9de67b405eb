package io.metalwright.boot;

import static io.metalwright.boot.TestSegments.segment;
import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.announce.Recipient;
import io.metalwright.boot.announce.RecordingCourier;
import io.metalwright.boot.wire.Captures;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.spec.RegisterSpec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Foreign DHCP and TFTP clients in two networks of one host are the judges. */
@Timeout(120)
class ForeignClientsTest {
    private static final MacAddress FIRST = MacAddress.of("52:54:00:99:01:01");
    private static final MacAddress SECOND = MacAddress.of("52:54:00:99:02:01");
    private static final String[] AS_IPXE = {
        "-V", "PXEClient:Arch:00000:UNDI:002001", "-x", "0x4d:69505845", "-x", "0x5d:0000"
    };

    @TempDir
    private Path folder;

    private final RecordingCourier courier = new RecordingCourier();
    private TestNetwork one;
    private TestNetwork two;
    private TestSite site;

    @BeforeEach
    void start() throws IOException, InterruptedException, GeneralSecurityException {
        Assumptions.assumeTrue(TestNetwork.possible(), "networks of one's own take root");
        one = TestNetwork.make(1, "10.99.1.1/24", FIRST.value());
        two = TestNetwork.make(2, "10.99.2.1/24", SECOND.value());
        site = TestSite.start(folder, courier);
        site.services().plans().serve(List.of(segment(1, Registration.AUTOMATIC), segment(2, Registration.MANUAL)));
        // The interfaces are looked at every two seconds.
        Thread.sleep(2500);
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        if (site != null) {
            site.close();
        }
        if (one != null) {
            one.close();
        }
        if (two != null) {
            two.close();
        }
    }

    @Test
    void udhcpcAsANetworkBootClientGetsAnAddressAndItsRegistrationStarts() throws Exception {
        var said = udhcpc(one, AS_IPXE);

        assertThat(said).contains("ip=10.99.1.100", "subnet=255.255.255.0", "router=10.99.1.1", "siaddr=10.99.1.1");
        assertThat(said)
                .contains("boot_file=http://10.99.1.1:" + site.configuration().httpPort() + "/ipxe?mac=" + FIRST);
        assertThat(courier.await(SignKind.DHCP).recipient())
                .isEqualTo(new Recipient.Discovery(
                        new RegisterSpec(null, FIRST, TestSegments.SITE, "rack1", Ipv4Address.of("10.99.1.100")),
                        true));
        // Afterwards it is BootOS that asks, which says nothing of network boot.
        assertThat(udhcpc(one)).contains("ip=10.99.1.100");
    }

    @Test
    void strangersThatBootNothingGetNothing() throws Exception {
        assertThat(attemptUdhcpc(one).exit()).isNotZero();
        assertThat(site.services().counters().text()).contains("reason=\"PLAIN_STRANGER\"");
    }

    @Test
    void aStrangerGetsNothingInTheOtherSegmentAndAKnownMachineItsReservation() throws Exception {
        assertThat(attemptUdhcpc(two, AS_IPXE).exit()).isNotZero();

        publish(SECOND, "10.99.2.20");

        assertThat(udhcpc(two, AS_IPXE)).contains("ip=10.99.2.20", "router=10.99.2.1", "hostname=web2");
        assertThat(courier.await(SignKind.DHCP).recipient()).isEqualTo(new Recipient.Run("machine/m-two2"));
    }

    @Test
    void dhclientGetsItsReservationRemembersItAndGivesItBack() throws Exception {
        publish(FIRST, "10.99.1.20");
        var leases = folder.resolve("dhclient.leases").toString();
        var pid = folder.resolve("dhclient.pid").toString();

        var said = one.inside("dhclient", "-1", "-v", "-lf", leases, "-pf", pid, "-sf", script(), "c0");
        assertThat(said).contains("DHCPACK of 10.99.1.20 from 10.99.1.1", "new_host_name=web2");

        // Started again with its lease file it asks for the address that it remembers (INIT-REBOOT).
        one.inside("dhclient", "-x", "-pf", pid, "-lf", leases, "-sf", script(), "c0");
        assertThat(one.inside("dhclient", "-1", "-v", "-lf", leases, "-pf", pid, "-sf", script(), "c0"))
                .contains("DHCPREQUEST for 10.99.1.20", "DHCPACK of 10.99.1.20")
                .doesNotContain("DHCPDISCOVER");

        // Its release is unicast, for which it must really have the address.
        one.inside("ip", "address", "add", "10.99.1.20/24", "dev", "c0");
        one.inside("dhclient", "-r", "-v", "-pf", pid, "-lf", leases, "-sf", script(), "c0");
        assertThat(site.services().counters().text()).contains("reason=\"NO_ANSWER_DUE\"");
    }

    @Test
    void aRelayedClientIsServedFromTheSegmentOfItsRelay() throws Exception {
        // The relay's own network is the first; its clients are in a third, which this host has no interface in.
        site.services().plans().serve(List.of(segment(1, Registration.OFF), segment(3, Registration.AUTOMATIC)));
        Thread.sleep(2500);
        one.inside("ip", "address", "add", "10.99.1.2/24", "dev", "c0");
        one.inside("ip", "link", "add", "r0", "type", "veth", "peer", "name", "r1");
        one.inside("ip", "address", "add", "10.99.3.1/24", "dev", "r0");
        one.inside("ip", "link", "set", "r0", "up");
        one.inside("ip", "link", "set", "r1", "up");
        Program.succeed("ip", "route", "add", "10.99.3.0/24", "via", "10.99.1.2");
        var relay = new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        one.namespace(),
                        "dhcrelay",
                        "-d",
                        "-4",
                        "-a",
                        "-id",
                        "r0",
                        "-iu",
                        "c0",
                        "10.99.1.1")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("relay.log").toFile())
                .start();
        try {
            Thread.sleep(1000);
            var said = one.inside(udhcpcCommand("r1", AS_IPXE));

            assertThat(said).contains("ip=10.99.3.10", "router=10.99.3.1", "siaddr=10.99.1.1");
        } finally {
            relay.destroy();
            relay.waitFor();
        }
    }

    @Test
    void garbageIsCountedAndDroppedAndTheNextClientServed() throws Exception {
        byte[] good = Captures.dhcp("ovmf-pxe-discover");
        try (var socket = new DatagramSocket()) {
            for (int length = 0; length < good.length; length += 7) {
                socket.send(new DatagramPacket(good, length, InetAddress.getByName("10.99.1.1"), 67));
            }
        }
        for (int i = 0; i < 20; i++) {
            one.attempt("sh", "-c", "head -c 300 /dev/urandom | busybox nc -u -w 1 10.99.1.1 67 & sleep 0.05; kill $!");
        }

        assertThat(udhcpc(one, AS_IPXE)).contains("ip=10.99.1.100");
    }

    @Test
    void atftpFetchesWholeFilesOverALossyLink() throws Exception {
        publish(FIRST, "10.99.1.20");
        udhcpc(one, AS_IPXE);
        one.inside("ip", "address", "add", "10.99.1.20/24", "dev", "c0");
        one.inside("nft", "add", "table", "inet", "loss");
        one.inside("nft", "add", "chain", "inet", "loss", "in", "{ type filter hook input priority 0; }");
        one.inside(
                "nft", "add", "rule", "inet", "loss", "in", "meta", "l4proto", "udp", "numgen", "random", "mod", "20",
                "0", "drop");
        var target = folder.resolve("got").toString();

        one.inside("atftp", "--get", "-r", "undionly.kpxe", "-l", target, "10.99.1.1", tftpPort());
        assertThat(Files.readAllBytes(Path.of(target))).isEqualTo(TestSite.UNDIONLY);
        one.inside(
                "atftp",
                "--option",
                "blksize 1432",
                "--option",
                "windowsize 8",
                "--get",
                "-r",
                "/snponly.efi",
                "-l",
                target,
                "10.99.1.1",
                tftpPort());
        assertThat(Files.readAllBytes(Path.of(target))).isEqualTo(TestSite.SNPONLY);

        assertThat(courier.await(SignKind.BOOT_FILE).sign().mac()).isEqualTo(FIRST);
    }

    @Test
    void everyFileThatDhcpNamesIsServed() throws Exception {
        var target = folder.resolve("got");
        for (var architecture : List.of("0000", "0007", "0010")) {
            var vendor = architecture.equals("0010")
                    ? "HTTPClient:Arch:00016"
                    : "PXEClient:Arch:0000" + architecture.charAt(3);
            var said = udhcpc(one, "-V", vendor, "-x", "0x5d:" + architecture);
            one.inside("ip", "address", "replace", "10.99.1.100/24", "dev", "c0");
            var file = said.lines()
                    .filter(line -> line.startsWith("boot_file="))
                    .map(line -> line.substring("boot_file=".length()))
                    .findFirst()
                    .orElseThrow();
            var url = file.startsWith("http") ? file : "tftp://10.99.1.1:" + tftpPort() + "/" + file;
            one.inside("curl", "-sSf", "-o", target.toString(), url);
            assertThat(Files.size(target)).isPositive();
        }
        udhcpc(one, AS_IPXE);
        var script = one.inside(
                "curl", "-sSf", "http://10.99.1.1:" + site.configuration().httpPort() + "/ipxe?mac=" + FIRST);
        for (var line : script.lines()
                .filter(text -> text.matches("(kernel|initrd) .*"))
                .toList()) {
            one.inside("curl", "-sSf", "-o", target.toString(), line.split(" ")[3]);
            assertThat(Files.readAllBytes(target)).isEqualTo(TestSite.KERNEL);
        }
        assertThat(script)
                .contains("metalwright.url=https://10.99.1.1:"
                        + site.configuration().httpsPort());
        courier.await(SignKind.INITRD);
        assertThat(courier.kinds()).contains(SignKind.BOOT_FILE, SignKind.SCRIPT, SignKind.KERNEL);
    }

    @Test
    void nobodyElseGetsTheScriptOfAMachineThatHasAnAddressFromUs() throws Exception {
        udhcpc(one, AS_IPXE);
        one.inside("ip", "address", "add", "10.99.1.66/24", "dev", "c0");

        var said = one.inside(
                "curl", "-sS", "http://10.99.1.1:" + site.configuration().httpPort() + "/ipxe?mac=" + FIRST);

        assertThat(said).contains("\"status\":403").doesNotContain("metalwright.token");
    }

    private void publish(MacAddress mac, String address) {
        site.services()
                .plans()
                .publish(new MachineBoot(
                        MachineId.of("m-two2"),
                        List.of(mac),
                        Ipv4Address.of(address),
                        "web2",
                        new BootPlan.BootOs(true, List.of()),
                        "machine/m-two2",
                        null));
    }

    private String tftpPort() {
        return Integer.toString(site.configuration().tftpPort());
    }

    private String udhcpc(TestNetwork network, String... options) throws IOException, InterruptedException {
        return network.inside(udhcpcCommand("c0", options));
    }

    private Program attemptUdhcpc(TestNetwork network, String... options) throws IOException, InterruptedException {
        return network.attempt(udhcpcCommand("c0", options));
    }

    private String[] udhcpcCommand(String networkInterface, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                "busybox",
                "udhcpc",
                "-i",
                networkInterface,
                "-n",
                "-q",
                "-f",
                "-t",
                "3",
                "-T",
                "2",
                "-O",
                "66",
                "-O",
                "67",
                "-s",
                script()));
        command.addAll(List.of(options));
        return command.toArray(String[]::new);
    }

    /** Prints what the client got. */
    private String script() throws IOException {
        var script = folder.resolve("print");
        if (!Files.exists(script)) {
            Files.write(script, "#!/bin/sh\n[ \"$1\" = deconfig ] || env\n".getBytes(StandardCharsets.US_ASCII));
            script.toFile().setExecutable(true);
        }
        return script.toString();
    }
}
