package io.metalwright.activities.postinstall;

import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.plan.PlannedNetwork;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The planned address in the words of each program that sets addresses. All know the port by its MAC: names differ from kernel to kernel. */
final class NetworkFiles {
    /** What the port is called in the installed system. */
    static final String PORT = port(0);

    private NetworkFiles() {}

    static String port(int number) {
        return "lan" + number;
    }

    /** systemd.link(5): what each port is called. */
    static List<TargetFile> links(PlannedNetwork network) {
        return Layers.ports(network).stream()
                .map(port -> TargetFile.of(
                        "/etc/systemd/network/10-" + port.name() + ".link", """
                        [Match]
                        MACAddress=%s
                        Type=ether

                        [Link]
                        Name=%s
                        """.formatted(port.mac(), port.name())))
                .toList();
    }

    /** interfaces(5) of ifupdown and busybox. */
    static List<TargetFile> ifupdown(PlannedNetwork network) {
        var text = new StringBuilder();
        // busybox knows no other form of a mask.
        text.append("    address ").append(network.address()).append('\n');
        text.append("    netmask ").append(mask(network.prefixLength())).append('\n');
        if (network.gateway() != null) {
            text.append("    gateway ").append(network.gateway()).append('\n');
        }
        if (!network.nameServers().isEmpty()) {
            // For resolvconf, where it is installed.
            text.append("    dns-nameservers ").append(words(network, " ")).append('\n');
        }
        var interfaces = Layers.has(network)
                ? new Layers(network).ifupdown(text.toString())
                : TargetFile.of(
                        "/etc/network/interfaces",
                        "auto lo\niface lo inet loopback\n\nauto " + PORT + "\niface " + PORT + " inet static\n"
                                + text);
        return Stream.concat(Stream.of(interfaces), resolver(network).stream()).toList();
    }

    /** systemd.network(5). */
    static List<TargetFile> networkd(PlannedNetwork network) {
        var text = new StringBuilder("Address=")
                .append(network.address())
                .append('/')
                .append(network.prefixLength())
                .append('\n');
        if (network.gateway() != null) {
            text.append("Gateway=").append(network.gateway()).append('\n');
        }
        network.nameServers()
                .forEach(server -> text.append("DNS=").append(server).append('\n'));
        return Layers.has(network)
                ? new Layers(network).networkd(text.toString())
                : List.of(TargetFile.of(
                        "/etc/systemd/network/10-" + PORT + ".network",
                        "[Match]\nMACAddress=" + network.mac() + "\n\n[Network]\n" + text));
    }

    /** nm-settings-keyfile(5). It is ignored unless only root may read it. */
    static List<TargetFile> networkManager(PlannedNetwork network) {
        var text = new StringBuilder("\n[ipv4]\nmethod=manual\n");
        text.append("address1=").append(network.address()).append('/').append(network.prefixLength());
        if (network.gateway() != null) {
            text.append(',').append(network.gateway());
        }
        text.append('\n');
        if (!network.nameServers().isEmpty()) {
            text.append("dns=").append(words(network, ";")).append(";\n");
        }
        text.append("\n[ipv6]\nmethod=auto\n");
        return Layers.has(network)
                ? new Layers(network).networkManager(text.toString())
                : List.of(TargetFile.secret(
                        "/etc/NetworkManager/system-connections/" + PORT + ".nmconnection",
                        "[connection]\nid=" + PORT + "\ntype=ethernet\nautoconnect=true\n\n[ethernet]\nmac-address="
                                + network.mac() + "\n" + text));
    }

    /** cloud-init's network configuration, version 2. */
    static String cloudInit(PlannedNetwork network) {
        var text = new StringBuilder(
                "version: 2\nethernets:\n  " + PORT + ":\n    match:\n      macaddress: \"" + network.mac()
                        + "\"\n    set-name: " + PORT + "\n    addresses:\n      - " + network.address() + "/"
                        + network.prefixLength() + "\n");
        if (network.gateway() != null) {
            // Not routes: of those the versions that Debian 12 and older have make no default route under ifupdown.
            text.append("    gateway4: ").append(network.gateway()).append('\n');
        }
        if (!network.nameServers().isEmpty()) {
            text.append("    nameservers:\n      addresses: [")
                    .append(words(network, ", "))
                    .append("]\n");
        }
        return text.toString();
    }

    /** resolv.conf(5), where no program of the system makes it. */
    private static List<TargetFile> resolver(PlannedNetwork network) {
        return network.nameServers().isEmpty()
                ? List.of()
                : List.of(TargetFile.of(
                        "/etc/resolv.conf",
                        network.nameServers().stream()
                                .map(Ipv4Address::value)
                                .map(server -> "nameserver " + server + "\n")
                                .collect(Collectors.joining())));
    }

    private static Ipv4Address mask(int prefixLength) {
        return Ipv4Address.ofBits((int) (0xFFFF_FFFFL << (32 - prefixLength)));
    }

    private static String words(PlannedNetwork network, String separator) {
        return network.nameServers().stream().map(Ipv4Address::value).collect(Collectors.joining(separator));
    }
}
