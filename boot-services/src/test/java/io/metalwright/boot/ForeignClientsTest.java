package io.metalwright.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.announce.Recipient;
import io.metalwright.boot.announce.RecordingCourier;
import io.metalwright.boot.wire.Captures;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.ClientClass;
import io.metalwright.model.network.DhcpMode;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.Segment;
import io.metalwright.model.network.SegmentDhcp;
import io.metalwright.model.spec.RegisterSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
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
        one = TestNetwork.make(FIRST);
        two = TestNetwork.make(SECOND);
        site = TestSite.start(folder, courier);
        serve(one.segment("rack1", Registration.AUTOMATIC), two.segment("rack2", Registration.MANUAL));
    }

    @AfterEach
    void stop() {
        // Closed in the reverse order, each whatever becomes of the others.
        try (var _ = one;
                var _ = two;
                var _ = site) {}
    }

    private Ipv4Address server() {
        return one.address(1);
    }

    private String http() {
        return "http://" + server() + ":" + site.configuration().httpPort();
    }

    private void serve(Segment... segments) throws InterruptedException {
        site.services().plans().serve(List.of(segments));
        site.awaitListeningOn(one.address(1));
        site.awaitListeningOn(two.address(1));
    }

    @Test
    void udhcpcAsANetworkBootClientGetsAnAddressAndItsRegistrationStarts() throws Exception {
        var said = udhcpc(one, AS_IPXE);

        assertThat(said)
                .contains("ip=" + one.address(100), "subnet=255.255.255.0", "router=" + server(), "siaddr=" + server());
        assertThat(said).contains("boot_file=" + http() + "/ipxe?mac=" + FIRST);
        assertThat(courier.await(SignKind.DHCP).recipient())
                .isEqualTo(new Recipient.Discovery(
                        new RegisterSpec(null, FIRST, TestSegments.SITE, "rack1", one.address(100)), true));
        // Afterwards it is BootOS that asks, which says nothing of network boot.
        assertThat(udhcpc(one)).contains("ip=" + one.address(100));
    }

    @Test
    void aBmcGetsAnAddressOfItsOwnRangeAndServersDoNot() throws Exception {
        var range = new AddressRange(one.address(200), one.address(209));
        serve(
                one.segment("rack1", Registration.AUTOMATIC)
                        .with(new SegmentDhcp(
                                DhcpMode.SERVE,
                                List.of(),
                                false,
                                null,
                                null,
                                Map.of(),
                                List.of(),
                                List.of(
                                        new ClientClass(ClientClass.BMC, range, List.of("ACME-BMC"), List.of()),
                                        new ClientClass(
                                                "by-card",
                                                new AddressRange(one.address(220), one.address(229)),
                                                List.of(),
                                                List.of("52:54:00:99:03"))))),
                two.segment("rack2", Registration.MANUAL));

        assertThat(udhcpc(one, "-V", "iDRAC"))
                .contains("ip=" + one.address(200), "router=" + server())
                .doesNotContain("boot_file=");
        assertThat(counted("dhcp_bound_of_class")).isEqualTo(1);
        // What it asks for in vain is not given to others, nor it theirs.
        one.inside("ip", "link", "set", "c0", "address", "52:54:00:99:01:02");
        assertThat(udhcpc(one, "-V", "ACME-BMC 7", "-r", one.address(105).value()))
                .contains("ip=" + one.address(201));
        one.inside("ip", "link", "set", "c0", "address", "52:54:00:99:01:03");
        var asMachine = new ArrayList<>(List.of(AS_IPXE));
        asMachine.addAll(List.of("-r", one.address(205).value()));
        assertThat(udhcpc(one, asMachine.toArray(String[]::new))).contains("ip=" + one.address(100));
        one.inside("ip", "link", "set", "c0", "address", "52:54:00:99:01:04");
        assertThat(attemptUdhcpc(one, "-V", "Something else").exit()).isNotZero();

        // By its card; but a machine with such a card, which booted from the network, keeps its address as BootOS.
        one.inside("ip", "link", "set", "c0", "address", "52:54:00:99:03:01");
        assertThat(udhcpc(one)).contains("ip=" + one.address(220));
        one.inside("ip", "link", "set", "c0", "address", "52:54:00:99:03:02");
        assertThat(udhcpc(one, AS_IPXE)).contains("ip=" + one.address(101));
        assertThat(udhcpc(one)).contains("ip=" + one.address(101));
    }

    @Test
    void strangersThatBootNothingGetNothing() throws Exception {
        assertThat(attemptUdhcpc(one).exit()).isNotZero();
        assertThat(site.services().counters().text()).contains("reason=\"PLAIN_STRANGER\"");
    }

    @Test
    void aStrangerGetsNothingInTheOtherSegmentAndAKnownMachineItsReservation() throws Exception {
        assertThat(attemptUdhcpc(two, AS_IPXE).exit()).isNotZero();

        publish(SECOND, two.address(20));

        assertThat(udhcpc(two, AS_IPXE)).contains("ip=" + two.address(20), "router=" + two.address(1), "hostname=web2");
        assertThat(courier.await(SignKind.DHCP).recipient()).isEqualTo(new Recipient.Run("machine/m-two2"));
    }

    @Test
    void aRunIsToldThatItsMachineAskedWhereThereIsNoRangeAndGotNothing() throws Exception {
        serve(one.segment("rack1", Registration.AUTOMATIC), two.segmentWithoutRange("rack2", Registration.MANUAL));
        publish(SECOND, null);

        assertThat(attemptUdhcpc(two, AS_IPXE).exit()).isNotZero();

        var told = courier.await(SignKind.NO_ADDRESS);
        assertThat(told.sign().detail()).isEqualTo("segment rack2 has no range of addresses for machines");
        assertThat(told.recipient()).isEqualTo(new Recipient.Run("machine/m-two2"));
    }

    @Test
    void dhclientGetsItsReservationRemembersItAndGivesItBack() throws Exception {
        publish(FIRST, one.address(20));
        var leases = folder.resolve("dhclient.leases").toString();
        var pid = folder.resolve("dhclient.pid").toString();

        var said = one.inside("dhclient", "-1", "-v", "-lf", leases, "-pf", pid, "-sf", script(), "c0");
        assertThat(said).contains("DHCPACK of " + one.address(20) + " from " + server(), "new_host_name=web2");

        // Started again with its lease file it asks for the address that it remembers (INIT-REBOOT).
        one.inside("dhclient", "-x", "-pf", pid, "-lf", leases, "-sf", script(), "c0");
        assertThat(one.inside("dhclient", "-1", "-v", "-lf", leases, "-pf", pid, "-sf", script(), "c0"))
                .contains("DHCPREQUEST for " + one.address(20), "DHCPACK of " + one.address(20))
                .doesNotContain("DHCPDISCOVER");

        // Its release is unicast, for which it must really have the address.
        one.inside("ip", "address", "add", one.withPrefix(20), "dev", "c0");
        one.inside("dhclient", "-r", "-v", "-pf", pid, "-lf", leases, "-sf", script(), "c0");
        assertThat(site.services().counters().text()).contains("reason=\"NO_ANSWER_DUE\"");
    }

    @Test
    void dhcpcdGetsItsReservation() throws Exception {
        publish(FIRST, one.address(20));

        // Its memory is in folders with fixed names, which this namespace of mounts has for itself.
        var said = one.inside(
                "sh",
                "-c",
                "mkdir -p /run/dhcpcd /var/lib/dhcpcd && mount -t tmpfs none /run/dhcpcd"
                        + " && mount -t tmpfs none /var/lib/dhcpcd"
                        + " && dhcpcd --ipv4only --oneshot --nobackground --noarp --timeout 20 --script " + script()
                        + " c0 2>&1");

        assertThat(said).contains("leased " + one.address(20) + " for 3600 seconds", "new_host_name=web2");
        assertThat(one.inside("ip", "address", "show", "c0")).contains(one.withPrefix(20));
    }

    @Test
    void whoLooksForAnIpv6RouterIsToldThatThereIsNone() throws Exception {
        // It does not wait until the kernel has made sure that nobody else has its address.
        one.inside(
                "sh",
                "-c",
                "ip link set c0 down && echo 0 > /proc/sys/net/ipv6/conf/c0/accept_dad && ip link set c0 up");

        var said = one.inside("rdisc6", "-1", "-r", "10", "-w", "1000", "c0");

        assertThat(said)
                .containsPattern("Router lifetime *: +0 ")
                .containsPattern("Stateful address conf. *: +No")
                .containsPattern("Stateful other conf. *: +No")
                .doesNotContain("Prefix");
        assertThat(one.inside("ip", "-6", "route")).doesNotContain("default");
    }

    @Test
    void whatAClientSaysToEverybodyIsReadOnce() throws Exception {
        // The last is behind a relay, so that a second socket listens.
        serve(
                one.segment("rack1", Registration.AUTOMATIC),
                two.segment("rack2", Registration.MANUAL),
                TestSegments.segment(3, Registration.MANUAL));
        site.awaitListening("DHCP of relay agents");

        udhcpc(one, AS_IPXE);

        // DISCOVER and REQUEST.
        assertThat(counted("dhcp_received")).isEqualTo(2);
    }

    @Test
    void aRelayedClientIsServedFromTheSegmentOfItsRelay() throws Exception {
        // The relay's own network is the first; its clients are in a third, which this host has no interface in.
        var third = TestSubnet.unused();
        serve(
                one.segment("rack1", Registration.OFF),
                two.segment("rack2", Registration.OFF),
                TestSegments.segment("rack3", third.cidr(), Registration.AUTOMATIC));
        one.inside("ip", "address", "add", one.withPrefix(2), "dev", "c0");
        one.inside("ip", "link", "add", "r0", "type", "veth", "peer", "name", "r1");
        one.inside("ip", "address", "add", third.address(1) + "/24", "dev", "r0");
        one.inside("ip", "link", "set", "r0", "up");
        one.inside("ip", "link", "set", "r1", "up");
        Program.succeed(
                "ip",
                "route",
                "add",
                third.cidr().toString(),
                "via",
                one.address(2).value());
        var relay = new ProcessBuilder(
                        one.command("dhcrelay", "-d", "-4", "-a", "-id", "r0", "-iu", "c0", server().value()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("relay.log").toFile())
                .start();
        try {
            Thread.sleep(1000);
            var said = one.inside(udhcpcCommand("r1", AS_IPXE));

            assertThat(said).contains("ip=" + third.address(100), "router=" + third.address(1), "siaddr=" + server());
        } finally {
            relay.destroy();
            relay.waitFor();
        }
    }

    @Test
    void garbageOnEachPortIsCountedAndTheNextClientServed() throws Exception {
        int http = site.configuration().httpPort();
        byte[] good = Captures.dhcp("ovmf-pxe-discover");
        var dhcp = new ArrayList<byte[]>();
        for (int length = 1; length < good.length; length += 16) {
            dhcp.add(Arrays.copyOf(good, length));
        }
        throwAt("udp", 67, dhcp);
        var junk = List.of(noise(1), noise(300), noise(1400));
        throwAt("udp", 67, junk);
        throwAt("udp", site.configuration().tftpPort(), junk);
        throwAt("udp", 53, junk);
        throwAt("tcp", 53, junk);
        throwAt("tcp", http, junk);
        throwAt("tcp", site.configuration().httpsPort(), junk);
        one.attempt("curl", "-sS", "-X", "BREW", http() + "/ipxe");
        one.attempt("curl", "-sS", "--path-as-is", http() + "/files/../../etc/passwd");

        assertThat(counted("dhcp_malformed")).isGreaterThan(10);
        assertThat(counted("tftp_malformed")).isPositive();
        assertThat(counted("dns_malformed")).isPositive();
        assertThat(counted("http_refused")).isEqualTo(2);
        assertThat(counted("dhcp_failed") + counted("tftp_failed") + counted("http_failed") + counted("dns_failed"))
                .isZero();
        assertThat(udhcpc(one, AS_IPXE)).contains("ip=" + one.address(100));
        one.inside("ip", "address", "add", one.withPrefix(100), "dev", "c0");
        assertThat(one.inside("curl", "-sSf", http() + "/healthz")).isEqualTo("ok\n");
    }

    private long counted(String name) {
        return site.services().counters().total(name);
    }

    /** Each in a datagram or connection of its own, from the namespace: what this host sends to itself comes in on no served interface. */
    private void throwAt(String protocol, int port, List<byte[]> packets) throws IOException, InterruptedException {
        one.attempt("ip", "address", "replace", one.withPrefix(66), "dev", "c0");
        var each = Files.createTempDirectory(folder, "thrown");
        for (int i = 0; i < packets.size(); i++) {
            Files.write(each.resolve(Integer.toString(i)), packets.get(i));
        }
        one.inside(
                "bash",
                "-c",
                "for f in " + each + "/*; do cat $f > /dev/" + protocol + "/" + server() + "/" + port + "; done");
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void atftpFetchesWholeFilesOverALossyLink() throws Exception {
        publish(FIRST, one.address(20));
        udhcpc(one, AS_IPXE);
        one.inside("ip", "address", "add", one.withPrefix(20), "dev", "c0");
        one.inside("nft", "add", "table", "inet", "loss");
        one.inside("nft", "add", "chain", "inet", "loss", "in", "{ type filter hook input priority 0; }");
        one.inside(
                "nft", "add", "rule", "inet", "loss", "in", "meta", "l4proto", "udp", "numgen", "random", "mod", "20",
                "0", "drop");
        var target = folder.resolve("got").toString();

        one.inside("atftp", "--get", "-r", "undionly.kpxe", "-l", target, server().value(), tftpPort());
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
                server().value(),
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
            one.inside("ip", "address", "replace", one.withPrefix(100), "dev", "c0");
            var file = said.lines()
                    .filter(line -> line.startsWith("boot_file="))
                    .map(line -> line.substring("boot_file=".length()))
                    .findFirst()
                    .orElseThrow();
            var url = file.startsWith("http") ? file : "tftp://" + server() + ":" + tftpPort() + "/" + file;
            one.inside("curl", "-sSf", "-o", target.toString(), url);
            assertThat(Files.size(target)).isPositive();
        }
        udhcpc(one, AS_IPXE);
        var script = one.inside("curl", "-sSf", http() + "/ipxe?mac=" + FIRST);
        for (var line : script.lines()
                .filter(text -> text.matches("(kernel|initrd) .*"))
                .toList()) {
            one.inside("curl", "-sSf", "-o", target.toString(), line.split(" ")[3]);
            assertThat(Files.readAllBytes(target)).isEqualTo(TestSite.KERNEL);
        }
        assertThat(script)
                .contains("metalwright.url=https://" + server() + ":"
                        + site.configuration().httpsPort());
        courier.await(SignKind.INITRD);
        assertThat(courier.kinds()).contains(SignKind.BOOT_FILE, SignKind.SCRIPT, SignKind.KERNEL);
    }

    @Test
    void nobodyElseGetsTheScriptOfAMachineThatHasAnAddressFromUs() throws Exception {
        udhcpc(one, AS_IPXE);
        one.inside("ip", "address", "add", one.withPrefix(66), "dev", "c0");

        var said = one.inside("curl", "-sS", http() + "/ipxe?mac=" + FIRST);

        assertThat(said).contains("\"status\":403").doesNotContain("metalwright.token");
    }

    @Test
    void digFindsAMachineByItsNameItsIdAndItsAddress() throws Exception {
        publish(FIRST, one.address(20));
        one.inside("ip", "address", "add", one.withPrefix(66), "dev", "c0");

        for (var name : List.of("web2.rack1.example", "WEB2.Rack1.Example", "m-two2.rack1.example")) {
            assertThat(dig("+short", name, "A")).as(name).isEqualTo(one.address(20) + "\n");
            assertThat(dig("+short", "+tcp", name, "A")).as(name).isEqualTo(one.address(20) + "\n");
        }
        assertThat(dig("+short", "-x", one.address(20).value())).isEqualTo("web2.rack1.example.\n");
        assertThat(dig("+short", "-x", server().value())).isEqualTo("boot.rack1.example.\n");
        assertThat(dig("+short", "boot.rack1.example", "A")).isEqualTo(server() + "\n");
        assertThat(dig("+short", "rack1.example", "NS")).isEqualTo("boot.rack1.example.\n");
        assertThat(dig("web2.rack1.example", "A")).contains("status: NOERROR").containsPattern("flags: qr aa rd[ ;]");
    }

    @Test
    void digIsToldWhatIsNotThereAndWhatIsNotOurs() throws Exception {
        publish(FIRST, one.address(20));
        one.inside("ip", "address", "add", one.withPrefix(66), "dev", "c0");

        assertThat(dig("nobody.rack1.example", "A")).contains("status: NXDOMAIN", "SOA");
        assertThat(dig("web2.rack1.example", "AAAA")).contains("status: NOERROR", "ANSWER: 0", "SOA");
        assertThat(dig("-x", one.address(77).value())).contains("status: NXDOMAIN", "SOA");
        assertThat(dig("debian.org", "A")).contains("status: REFUSED");
        assertThat(dig("-x", "192.0.2.1")).contains("status: REFUSED");
        assertThat(dig("rack1.example", "AXFR")).contains("Transfer failed");
        assertThat(dig("+opcode=UPDATE", "rack1.example", "SOA")).contains("status: NOTIMP");
    }

    @Test
    void aSegmentWithoutNameServersIsGivenOursAndTheZone() throws Exception {
        var usual = one.segment("rack1", Registration.AUTOMATIC);
        serve(
                new Segment(
                        usual.name(),
                        usual.site(),
                        usual.cidr(),
                        usual.gateway(),
                        null,
                        usual.machines(),
                        null,
                        null,
                        null,
                        List.of(),
                        usual.registration()),
                two.segment("rack2", Registration.MANUAL));
        publish(FIRST, one.address(20));

        assertThat(udhcpc(one, AS_IPXE)).contains("dns=" + server(), "domain=rack1.example");
    }

    private String dig(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("dig", "@" + server(), "+tries=1", "+time=5"));
        command.addAll(List.of(words));
        return one.inside(command.toArray(String[]::new));
    }

    private void publish(MacAddress mac, @Nullable Ipv4Address address) {
        site.services()
                .plans()
                .publish(new MachineBoot(
                        MachineId.of("m-two2"),
                        List.of(mac),
                        address,
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

    /** For those that are to get nothing, which need not be waited for so long. */
    private Program attemptUdhcpc(TestNetwork network, String... options) throws IOException, InterruptedException {
        var impatient = new ArrayList<>(List.of("-t", "2", "-T", "1"));
        impatient.addAll(List.of(options));
        return network.attempt(udhcpcCommand("c0", impatient.toArray(String[]::new)));
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
