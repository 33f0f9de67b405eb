package io.metalwright.activities.postinstall;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Bond;
import io.metalwright.model.plan.PlannedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A bond, a VLAN, or a VLAN on a bond, in the words of each program that sets addresses. Ports have the names that {@link NetworkFiles} gives them:
 * a bond has the MAC of a port, so that no MAC tells them apart.
 */
final class Layers {
    static final String BOND = "bond0";
    /** Milliseconds between two looks at a port's link. */
    private static final int LINK_LOOKS = 100;

    private static final String UNADDRESSED = "\n[ipv4]\nmethod=disabled\n\n[ipv6]\nmethod=disabled\n";

    private final PlannedNetwork network;
    private final @Nullable Bond bond;
    /** What carries the VLAN, where there is one. */
    private final String below;
    /** Name of the VLAN's interface, where there is one. */
    private final @Nullable String vlan;

    Layers(PlannedNetwork network) {
        this.network = network;
        this.bond = network.bond();
        this.below = bond == null ? NetworkFiles.PORT : BOND;
        this.vlan = network.vlan() == null ? null : below + "." + network.vlan();
    }

    /** Whether the address lies on more than a port. */
    static boolean has(PlannedNetwork network) {
        return network.bond() != null || network.vlan() != null;
    }

    /** All ports that are used, with the names that they get. */
    static List<Port> ports(PlannedNetwork network) {
        var macs =
                network.bond() == null ? List.of(network.mac()) : network.bond().ports();
        return IntStream.range(0, macs.size())
                .mapToObj(number -> new Port(NetworkFiles.port(number), macs.get(number)))
                .toList();
    }

    record Port(String name, MacAddress mac) {}

    /** Of ifupdown, whose own words for this need packages which an image may lack: so it is said in those of ip(8). */
    TargetFile ifupdown(String address) {
        var text = new StringBuilder("auto lo\niface lo inet loopback\n");
        if (bond == null) {
            text.append(stanza(NetworkFiles.PORT, "manual"))
                    .append("    up ip link set ")
                    .append(NetworkFiles.PORT)
                    .append(" up\n");
        } else {
            text.append(stanza(BOND, vlan == null ? "static" : "manual"));
            text.append("    pre-up ip link show " + BOND + " > /dev/null 2>&1 || ip link add " + BOND
                            + " type bond mode ")
                    .append(bond.mode().word())
                    .append(" miimon " + LINK_LOOKS + "\n");
            ports(network)
                    .forEach(port -> text.append("    pre-up ip link set ")
                            .append(port.name())
                            .append(" down && ip link set ")
                            .append(port.name())
                            .append(" master " + BOND + "\n"));
            text.append("    pre-up ip link set " + BOND + " up\n");
            if (vlan == null) {
                text.append(address);
            }
            text.append("    post-down ip link del " + BOND + "\n");
        }
        if (vlan != null) {
            text.append(stanza(vlan, "static"))
                    .append("    pre-up ip link show ")
                    .append(vlan)
                    .append(" > /dev/null 2>&1 || ip link add link ")
                    .append(below)
                    .append(" name ")
                    .append(vlan)
                    .append(" type vlan id ")
                    .append(network.vlan())
                    .append('\n')
                    .append(address)
                    .append("    post-down ip link del ")
                    .append(vlan)
                    .append('\n');
        }
        return TargetFile.of("/etc/network/interfaces", text.toString());
    }

    private static String stanza(String name, String method) {
        return "\nauto " + name + "\niface " + name + " inet " + method + "\n";
    }

    /** systemd.netdev(5), systemd.network(5). */
    List<TargetFile> networkd(String address) {
        var files = new ArrayList<TargetFile>();
        if (bond == null) {
            files.add(networkdFile(
                    NetworkFiles.PORT + ".network",
                    "[Match]\nName=" + NetworkFiles.PORT + "\n\n[Network]\nLinkLocalAddressing=no\nVLAN=" + vlan
                            + "\n"));
        } else {
            ports(network)
                    .forEach(port -> files.add(networkdFile(
                            port.name() + ".network",
                            "[Match]\nName=" + port.name() + "\n\n[Network]\nBond=" + BOND + "\n")));
            files.add(networkdFile(
                    BOND + ".netdev",
                    "[NetDev]\nName=" + BOND + "\nKind=bond\nMACAddress=" + network.mac() + "\n\n[Bond]\nMode="
                            + bond.mode().word() + "\nMIIMonitorSec=" + LINK_LOOKS + "ms\n"));
            files.add(networkdFile(
                    BOND + ".network",
                    "[Match]\nName=" + BOND + "\n\n[Network]\n"
                            + (vlan == null ? address : "LinkLocalAddressing=no\nVLAN=" + vlan + "\n")));
        }
        if (vlan != null) {
            files.add(networkdFile(
                    vlan + ".netdev", "[NetDev]\nName=" + vlan + "\nKind=vlan\n\n[VLAN]\nId=" + network.vlan() + "\n"));
            files.add(networkdFile(vlan + ".network", "[Match]\nName=" + vlan + "\n\n[Network]\n" + address));
        }
        return files;
    }

    private static TargetFile networkdFile(String name, String content) {
        return TargetFile.of("/etc/systemd/network/10-" + name, content);
    }

    /** nm-settings-keyfile(5). */
    List<TargetFile> networkManager(String address) {
        var files = new ArrayList<TargetFile>();
        ports(network)
                .forEach(port -> files.add(keyFile(
                        port.name(),
                        "type=ethernet\n" + (bond == null ? "" : "master=" + BOND + "\nslave-type=bond\n"),
                        "[ethernet]\nmac-address=" + port.mac() + "\n" + (bond == null ? UNADDRESSED : ""))));
        if (bond != null) {
            files.add(keyFile(
                    BOND,
                    "type=bond\ninterface-name=" + BOND + "\n",
                    "[bond]\nmode=" + bond.mode().word() + "\nmiimon=" + LINK_LOOKS + "\n"
                            + (vlan == null ? address : UNADDRESSED)));
        }
        if (vlan != null) {
            files.add(keyFile(
                    vlan,
                    "type=vlan\ninterface-name=" + vlan + "\n",
                    "[vlan]\nid=" + network.vlan() + "\nparent=" + below + "\n" + address));
        }
        return files;
    }

    private static TargetFile keyFile(String name, String connection, String rest) {
        return TargetFile.secret(
                "/etc/NetworkManager/system-connections/" + name + ".nmconnection",
                "[connection]\nid=" + name + "\n" + connection + "autoconnect=true\n\n" + rest);
    }
}
