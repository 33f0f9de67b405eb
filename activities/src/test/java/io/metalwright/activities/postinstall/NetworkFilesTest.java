package io.metalwright.activities.postinstall;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.plan.PlannedNetwork;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NetworkFilesTest {
    private static final PlannedNetwork WHOLE = network(20, "10.1.0.1", "10.1.0.2", "10.1.0.3");
    private static final PlannedNetwork BARE = network(32, null);

    @Test
    void ifupdownHasTheMaskInDotsAndTheNameServersInResolvConf() {
        var files = NetworkFiles.ifupdown(WHOLE);
        assertThat(files).extracting(TargetFile::path).containsExactly("/etc/network/interfaces", "/etc/resolv.conf");
        assertThat(files.getFirst().content()).isEqualTo("""
                        auto lo
                        iface lo inet loopback

                        auto lan0
                        iface lan0 inet static
                            address 10.1.2.3
                            netmask 255.255.240.0
                            gateway 10.1.0.1
                            dns-nameservers 10.1.0.2 10.1.0.3
                        """);
        assertThat(files.getLast().content()).isEqualTo("nameserver 10.1.0.2\nnameserver 10.1.0.3\n");
    }

    @Test
    void ifupdownWithoutGatewayAndNameServersLeavesResolvConfAlone() {
        var files = NetworkFiles.ifupdown(BARE);
        assertThat(files).hasSize(1);
        assertThat(files.getFirst().content())
                .contains("netmask 255.255.255.255")
                .doesNotContain("gateway", "dns");
    }

    @Test
    void cloudInitKnowsThePortByItsMac() {
        assertThat(NetworkFiles.cloudInit(WHOLE)).isEqualTo("""
                        version: 2
                        ethernets:
                          lan0:
                            match:
                              macaddress: "52:54:00:12:34:56"
                            set-name: lan0
                            addresses:
                              - 10.1.2.3/20
                            gateway4: 10.1.0.1
                            nameservers:
                              addresses: [10.1.0.2, 10.1.0.3]
                        """);
        assertThat(NetworkFiles.cloudInit(BARE)).doesNotContain("gateway4", "nameservers");
    }

    @Test
    void networkdHasOneLineForEachNameServer() {
        assertThat(NetworkFiles.networkd(WHOLE).content()).isEqualTo("""
                        [Match]
                        MACAddress=52:54:00:12:34:56

                        [Network]
                        Address=10.1.2.3/20
                        Gateway=10.1.0.1
                        DNS=10.1.0.2
                        DNS=10.1.0.3
                        """);
    }

    @Test
    void networkManagersFileIsForRootAlone() {
        var file = NetworkFiles.networkManager(WHOLE);
        assertThat(file.mode()).isEqualTo("0600");
        assertThat(file.content())
                .contains(
                        "address1=10.1.2.3/20,10.1.0.1\n",
                        "dns=10.1.0.2;10.1.0.3;\n",
                        "mac-address=52:54:00:12:34:56\n");
    }

    private static PlannedNetwork network(int prefix, @Nullable String gateway, String... nameServers) {
        return new PlannedNetwork(
                MacAddress.of("52:54:00:12:34:56"),
                Ipv4Address.of("10.1.2.3"),
                prefix,
                gateway == null ? null : Ipv4Address.of(gateway),
                List.of(nameServers).stream().map(Ipv4Address::of).toList());
    }
}
