package io.metalwright.activities.postinstall;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Bond;
import io.metalwright.model.network.BondMode;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.plan.PlannedNetwork;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NetworkFilesTest {
    private static final PlannedNetwork WHOLE = network(20, "10.1.0.1", "10.1.0.2", "10.1.0.3");
    private static final PlannedNetwork BARE = network(32, null);
    private static final PlannedNetwork BONDED = new PlannedNetwork(
            WHOLE.mac(),
            WHOLE.address(),
            20,
            WHOLE.gateway(),
            List.of(),
            new Bond(BondMode.LACP, List.of(WHOLE.mac(), MacAddress.of("52:54:00:12:34:57"))),
            100);
    private static final PlannedNetwork TAGGED =
            new PlannedNetwork(WHOLE.mac(), WHOLE.address(), 20, null, List.of(), null, 7);

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
        assertThat(NetworkFiles.networkd(WHOLE).getFirst().content()).isEqualTo("""
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
        var file = NetworkFiles.networkManager(WHOLE).getFirst();
        assertThat(file.mode()).isEqualTo("0600");
        assertThat(file.content())
                .contains(
                        "address1=10.1.2.3/20,10.1.0.1\n",
                        "dns=10.1.0.2;10.1.0.3;\n",
                        "mac-address=52:54:00:12:34:56\n");
    }

    @Test
    void eachPortOfABondIsNamed() {
        assertThat(NetworkFiles.links(BONDED))
                .extracting(TargetFile::path)
                .containsExactly("/etc/systemd/network/10-lan0.link", "/etc/systemd/network/10-lan1.link");
    }

    @Test
    void ifupdownMakesBondAndVlanWithoutPackagesOfItsOwn() {
        assertThat(NetworkFiles.ifupdown(BONDED).getFirst().content()).isEqualTo("""
                        auto lo
                        iface lo inet loopback

                        auto bond0
                        iface bond0 inet manual
                            pre-up ip link show bond0 > /dev/null 2>&1 || ip link add bond0 type bond mode 802.3ad miimon 100
                            pre-up ip link set lan0 down && ip link set lan0 master bond0
                            pre-up ip link set lan1 down && ip link set lan1 master bond0
                            pre-up ip link set bond0 up
                            post-down ip link del bond0

                        auto bond0.100
                        iface bond0.100 inet static
                            pre-up ip link show bond0.100 > /dev/null 2>&1 || ip link add link bond0 name bond0.100 type vlan id 100
                            address 10.1.2.3
                            netmask 255.255.240.0
                            gateway 10.1.0.1
                            post-down ip link del bond0.100
                        """);
        assertThat(NetworkFiles.ifupdown(TAGGED).getFirst().content())
                .contains(
                        "auto lan0\niface lan0 inet manual\n    up ip link set lan0 up\n",
                        "iface lan0.7 inet static\n");
    }

    @Test
    void networkdKnowsThePortsByNameSinceTheBondHasTheMacOfOne() {
        var files = files(NetworkFiles.networkd(BONDED), "/etc/systemd/network/10-");
        assertThat(files.keySet())
                .containsExactly(
                        "bond0.100.netdev",
                        "bond0.100.network",
                        "bond0.netdev",
                        "bond0.network",
                        "lan0.network",
                        "lan1.network");
        assertThat(files.get("lan1.network")).isEqualTo("[Match]\nName=lan1\n\n[Network]\nBond=bond0\n");
        assertThat(files.get("bond0.netdev")).contains("Kind=bond\nMACAddress=52:54:00:12:34:56\n", "Mode=802.3ad\n");
        assertThat(files.get("bond0.network")).contains("VLAN=bond0.100\n").doesNotContain("Address=");
        assertThat(files.get("bond0.100.netdev")).contains("Kind=vlan\n", "Id=100\n");
        assertThat(files.get("bond0.100.network")).contains("Address=10.1.2.3/20\nGateway=10.1.0.1\n");
    }

    @Test
    void networkManagerHasAConnectionForEachPortTheBondAndTheVlan() {
        var files = files(NetworkFiles.networkManager(BONDED), "/etc/NetworkManager/system-connections/");
        assertThat(files.keySet())
                .containsExactly(
                        "bond0.100.nmconnection", "bond0.nmconnection", "lan0.nmconnection", "lan1.nmconnection");
        assertThat(files.get("lan1.nmconnection")).contains("master=bond0\n", "mac-address=52:54:00:12:34:57\n");
        assertThat(files.get("bond0.100.nmconnection")).contains("parent=bond0\n", "address1=10.1.2.3/20,10.1.0.1\n");
    }

    private static Map<String, String> files(List<TargetFile> files, String folder) {
        return new TreeMap<>(files.stream()
                .collect(Collectors.toMap(file -> file.path().substring(folder.length()), TargetFile::content)));
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
