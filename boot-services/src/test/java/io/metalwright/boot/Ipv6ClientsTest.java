package io.metalwright.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.announce.Recipient;
import io.metalwright.boot.announce.RecordingCourier;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.network.Ipv6Prefix;
import io.metalwright.model.network.Ipv6Range;
import io.metalwright.model.network.Ipv6Reservation;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.RouterAdvertising;
import io.metalwright.model.network.SegmentIpv6;
import io.metalwright.model.spec.RegisterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Foreign clients of DHCPv6, of router discovery, HTTP and TFTP over IPv6 are the judges. */
@Timeout(120)
class Ipv6ClientsTest {
    private static final MacAddress MAC = MacAddress.of("52:54:00:99:06:01");

    @TempDir
    private Path folder;

    private final RecordingCourier courier = new RecordingCourier();
    private TestNetwork network;
    private TestSite site;

    @BeforeEach
    void start() throws IOException, InterruptedException, GeneralSecurityException {
        Assumptions.assumeTrue(
                TestNetwork.possible() && Files.exists(Path.of("/proc/net/if_inet6")),
                "networks of one's own take root, and a kernel with IPv6");
        network = TestNetwork.make(MAC);
        network.joinIpv6();
        site = TestSite.start(folder, courier);
        serve(RouterAdvertising.PREFIX);
    }

    @AfterEach
    void stop() {
        try (var _ = network;
                var _ = site) {}
    }

    private void serve(RouterAdvertising advertise, Ipv6Reservation... reservations) throws InterruptedException {
        var segment = network.ipv6Segment("rack1", Registration.AUTOMATIC, advertise);
        var ipv6 = Objects.requireNonNull(segment.ipv6()).reserving(List.of(reservations));
        site.services().plans().serve(List.of(segment.with(ipv6)));
        site.awaitListening("DNS on " + network.address(1));
        site.awaitListening("DHCPv6 on " + network.namespace() + " [" + network.ipv6Address(1) + "]");
        site.awaitListening("TFTP on " + network.ipv6Address(1));
    }

    private Ipv6Client client() {
        return new Ipv6Client(network.namespace(), folder);
    }

    private String http() {
        return "http://[" + network.ipv6Address(1) + "]:" + site.configuration().httpPort();
    }

    @Test
    void httpBootFirmwareIsGivenAnAddressAndTheUrlOfIpxe() throws Exception {
        var said = client().given("c0", Ipv6Client.AS_HTTP_BOOT);

        assertThat(Ipv6Client.address(said))
                .startsWith(network.ipv6Address(0x100).value().replaceAll("100$", "10"));
        assertThat(said)
                .contains("new_dhcp6_bootfile_url=" + http() + "/files/snponly.efi")
                .contains("new_dhcp6_name_servers=" + network.ipv6Address(0x53));
        var sign = courier.await(SignKind.DHCP);
        assertThat(sign.sign().detail()).contains(Ipv6Client.address(said) + " to UEFI HTTP boot of X64 in rack1");
        assertThat(sign.recipient())
                .isEqualTo(
                        new Recipient.Discovery(new RegisterSpec(null, MAC, TestSegments.SITE, "rack1", null), true));
    }

    @Test
    void aMachineKeepsItsAddressUnderOtherNamesAndWhenTheServerStartsAnew() throws Exception {
        var first = Ipv6Client.address(client().given("c0", Ipv6Client.AS_HTTP_BOOT));
        // By then it is BootOS: another DUID, nothing of network boot.
        assertThat(Ipv6Client.address(client().given("c0", "", "-D", "LLT"))).isEqualTo(first);

        site.close();
        site = TestSite.start(folder, courier);
        serve(RouterAdvertising.PREFIX);

        assertThat(Ipv6Client.address(client().given("c0", ""))).isEqualTo(first);
    }

    @Test
    void aCardIsGivenTheAddressThatIsSetDownForItAndFoundByItInTheZone() throws Exception {
        var reserved = network.ipv6Address(0x20);
        serve(RouterAdvertising.PREFIX, new Ipv6Reservation(MAC, reserved));
        site.services()
                .plans()
                .publish(new MachineBoot(
                        MachineId.of("m-six1"),
                        List.of(MAC),
                        null,
                        "six1",
                        new BootPlan.BootOs(false, List.of()),
                        null,
                        null));

        assertThat(Ipv6Client.address(client().given("c0", ""))).isEqualTo(reserved.value());

        network.inside("ip", "address", "add", network.withPrefix(66), "dev", "c0");
        assertThat(dig("six1.rack1.example", "AAAA")).isEqualTo(reserved + "\n");
        assertThat(dig("-x", reserved.value())).isEqualTo("six1.rack1.example.\n");
        assertThat(dig("six1.rack1.example", "A")).isEmpty();
    }

    @Test
    void anAddressThatIsLeasedIsFoundInTheZoneAndOneThatIsSetDownForAnotherIsNotGiven() throws Exception {
        serve(
                RouterAdvertising.PREFIX,
                IntStream.range(0, 9)
                        .mapToObj(n -> new Ipv6Reservation(
                                MacAddress.of("52:54:00:99:06:a" + n), network.ipv6Address(0x100 + n)))
                        .toArray(Ipv6Reservation[]::new));

        var given = Ipv6Client.address(client().given("c0", Ipv6Client.AS_HTTP_BOOT));

        assertThat(given).isEqualTo(network.ipv6Address(0x109).value());
    }

    private String dig(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("dig", "@" + network.address(1), "+short", "+tries=1", "+time=5"));
        command.addAll(List.of(words));
        return network.inside(command.toArray(String[]::new));
    }

    @Test
    void aStrangerThatBootsNothingGetsNothing() throws Exception {
        assertThat(client().told("c0", "")).doesNotContain("new_ip6_address");
        assertThat(site.services().counters().text()).contains("dhcp6_silent_total{reason=\"PLAIN_STRANGER\"}");
    }

    @Test
    void clientsThatComeTogetherAreGivenAnAddressEach() throws Exception {
        client().awaitLinkLocal("c0");
        // As UEFI HTTP boot.
        var said = network.inside(
                "perfdhcp",
                "-6",
                "-l",
                "c0",
                "-b",
                "mac=52:54:00:99:07:00",
                "-R",
                "8",
                "-n",
                "8",
                "-r",
                "20",
                "-W",
                "3000000",
                "-o",
                "61,0010",
                "-o",
                "16,00000157000a48545450436c69656e74");

        assertThat(said).containsPattern("REQUEST-REPLY(?s:.*)received packets: 8\n");
        assertThat(site.services().counters().text()).contains("dhcp6_sent_total{type=\"REPLY\"} 8");
    }

    @Test
    void aScriptOverIpv6LoadsTheKernelOverIpv6AndSendsTheAgentToIpv4() throws Exception {
        var address = Ipv6Client.address(client().given("c0", Ipv6Client.AS_HTTP_BOOT));
        network.inside("ip", "-6", "address", "add", address + "/64", "dev", "c0", "nodad");

        var script = network.inside("curl", "-sSfg", http() + "/ipxe?mac=" + MAC);

        assertThat(script)
                .contains("kernel --name kernel " + http() + "/bootos/kernel?mac=" + MAC)
                .contains("metalwright.url=https://" + network.address(1) + ":")
                .contains("chain --replace " + http() + "/ipxe?mac=" + MAC);
        assertThat(network.inside("curl", "-sSfgo", "/dev/null", "-w", "%{size_download}", http() + "/bootos/kernel"))
                .isEqualTo(Integer.toString(TestSite.KERNEL.length));
        // Another address is not the machine's.
        network.inside("ip", "-6", "address", "del", address + "/64", "dev", "c0");
        network.inside("ip", "-6", "address", "add", network.ipv6Address(0x66) + "/64", "dev", "c0", "nodad");
        assertThat(network.inside("curl", "-sSg", http() + "/ipxe?mac=" + MAC)).contains("Not yours");
    }

    @Test
    void tftpIsSpokenOverIpv6() throws Exception {
        network.inside("ip", "-6", "address", "add", network.ipv6Address(2) + "/64", "dev", "c0", "nodad");
        var file = folder.resolve("got");

        network.inside(
                "curl",
                "-sSfgo",
                file.toString(),
                "tftp://[" + network.ipv6Address(1) + "]:"
                        + site.configuration().tftpPort() + "/snponly.efi");

        assertThat(Files.readAllBytes(file)).isEqualTo(TestSite.SNPONLY);
    }

    @Test
    void theLinkIsAdvertisedWithoutADefaultRouterUnlessThatIsAskedFor() throws Exception {
        client().awaitLinkLocal("c0");
        assertThat(network.inside("rdisc6", "-1", "c0"))
                .containsPattern("Stateful address conf\\. +: +Yes")
                .containsPattern("Stateful other conf\\. +: +Yes")
                .containsPattern("Router lifetime +: +0 ")
                .contains(network.ipv6Prefix().toString())
                .containsPattern("On-link +: +Yes")
                .containsPattern("Autonomous address conf\\.: +No")
                .contains("Recursive DNS server", network.ipv6Address(0x53).value());

        serve(RouterAdvertising.ROUTER);

        assertThat(network.inside("rdisc6", "-1", "c0")).containsPattern("Router lifetime +: +1800 ");
    }

    @Test
    void whereARouterSpeaksWeAreSilent() throws Exception {
        serve(RouterAdvertising.OFF);
        client().awaitLinkLocal("c0");

        assertThat(network.attempt("rdisc6", "-1", "-r", "1", "-w", "2000", "c0")
                        .output())
                .doesNotContain("Router lifetime");
    }

    @Test
    void aRelayedClientIsServedFromTheSegmentOfItsRelay() throws Exception {
        // The relay's own network is the first; its clients are in another, which this host has no interface in.
        var elsewhere = Ipv6Prefix.of("fd99:0:0:1::/64");
        site.services()
                .plans()
                .serve(List.of(
                        network.ipv6Segment("rack1", Registration.OFF, RouterAdvertising.OFF),
                        TestSegments.segment(3, Registration.AUTOMATIC)
                                .with(new SegmentIpv6(
                                        elsewhere,
                                        Ipv6Range.of("fd99:0:0:1::100-fd99:0:0:1::109"),
                                        List.of(),
                                        RouterAdvertising.OFF))));
        network.inside("ip", "-6", "address", "add", network.ipv6Address(2) + "/64", "dev", "c0", "nodad");
        network.inside("ip", "link", "add", "r0", "type", "veth", "peer", "name", "r1", "address", "52:54:00:99:06:07");
        network.inside("ip", "-6", "address", "add", "fd99:0:0:1::1/64", "dev", "r0", "nodad");
        network.inside("ip", "link", "set", "r0", "up");
        network.inside("ip", "link", "set", "r1", "up");
        Program.succeed(
                "ip",
                "-6",
                "route",
                "add",
                elsewhere.toString(),
                "via",
                network.ipv6Address(2).value());
        var relay = new ProcessBuilder(
                        network.command("dhcrelay", "-6", "-d", "-I", "-l", "r0", "-u", network.ipv6Address(1) + "%c0"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("relay.log").toFile())
                .start();
        try {
            client().awaitLinkLocal("r0");
            Thread.sleep(1000);
            var said = client().given("r1", Ipv6Client.AS_HTTP_BOOT);

            assertThat(Ipv6Client.address(said)).startsWith("fd99:0:0:1::10");
            assertThat(said).contains("new_dhcp6_bootfile_url=" + http() + "/files/snponly.efi");
        } finally {
            relay.destroy();
            relay.waitFor();
        }
    }
}
