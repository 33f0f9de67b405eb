package io.metalwright.activities.power.redfish.inspection;

import com.fasterxml.jackson.databind.node.TextNode;
import io.metalwright.activities.power.redfish.Resource;
import io.metalwright.activities.power.redfish.vendor.Vendor;
import io.metalwright.model.MacAddress;
import io.metalwright.model.hardware.Port;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** DSP2046, EthernetInterface of the system, and NetworkAdapter of its chassis: the same port may be told by both, and by two of its adapter's lists. */
final class Ports {
    private final Tree tree;
    private final Map<MacAddress, Port> ports = new LinkedHashMap<>();

    private Ports(Tree tree) {
        this.tree = tree;
    }

    static List<Port> of(Tree tree, Resource system, Vendor vendor) {
        var found = new Ports(tree);
        tree.membersOf(system, "EthernetInterfaces").stream()
                .filter(port -> Presence.isThere(port) && !isInternal(port))
                .forEach(port -> found.add(
                        port.mac("PermanentMACAddress").or(() -> port.mac("MACAddress")),
                        Presence.place(port, "port"),
                        link(port.word("LinkStatus")),
                        speed(port.amount("SpeedMbps")),
                        null));
        for (var chassis : tree.readAll(system.links("Links", "Chassis"))) {
            tree.membersOf(chassis, "NetworkAdapters").stream()
                    .filter(Presence::isThere)
                    .forEach(found::adapter);
        }
        for (var list : vendor.adapterLists(system)) {
            tree.members(list).forEach(found::physicalPorts);
        }
        return List.copyOf(found.ports.values());
    }

    /** iDRAC and XCC list the way to the BMC, a USB network card, as a port of the system. */
    private static boolean isInternal(Resource port) {
        var name = port.word("Id").toLowerCase(Locale.ROOT) + " "
                + port.word("Name").toLowerCase(Locale.ROOT);
        return name.contains("tomanager") || name.contains("usbnic") || name.contains("host interface");
    }

    private void adapter(Resource adapter) {
        var name = Presence.place(adapter, "adapter");
        for (var port : tree.membersOf(adapter, "NetworkPorts")) {
            for (var mac : port.texts("AssociatedNetworkAddresses")) {
                add(
                        mac(mac),
                        name + " " + Presence.place(port, "port"),
                        link(port.word("LinkStatus")),
                        linkSpeed(port),
                        null);
            }
        }
        for (var port : tree.membersOf(adapter, "Ports")) {
            for (var mac : port.texts("Ethernet", "AssociatedMACAddresses")) {
                add(
                        mac(mac),
                        name + " " + Presence.place(port, "port"),
                        link(port.word("LinkStatus")),
                        linkSpeed(port),
                        neighbour(port));
            }
        }
        for (var function : tree.membersOf(adapter, "NetworkDeviceFunctions")) {
            add(
                    function.mac("Ethernet", "PermanentMACAddress").or(() -> function.mac("Ethernet", "MACAddress")),
                    name + " " + Presence.place(function, "function"),
                    null,
                    null,
                    null);
        }
    }

    /** iLO 4 and 5. */
    private void physicalPorts(Resource adapter) {
        var name = adapter.text("StructuredName").or(() -> adapter.text("Name")).orElse("adapter");
        int place = 0;
        for (var port : adapter.objects("PhysicalPorts")) {
            place++;
            add(
                    port.mac("MacAddress").or(() -> port.mac("MACAddress")),
                    name + " port " + place,
                    link(port.word("LinkStatus")),
                    speed(port.amount("SpeedMbps")),
                    null);
        }
    }

    private void add(
            Optional<MacAddress> mac,
            String place,
            @Nullable Boolean linkUp,
            @Nullable Integer speedMbps,
            @Nullable String neighbour) {
        mac.filter(MacAddress::isUnicast)
                .ifPresent(address ->
                        ports.merge(address, new Port(place, address, linkUp, speedMbps, neighbour), Port::and));
    }

    /** What the port heard by LLDP: {@code switch-7 Ethernet1/12}. A switch without a name is known by the identity of its chassis. */
    private static @Nullable String neighbour(Resource port) {
        var name = port.text("Ethernet", "LLDPReceive", "SystemName")
                .or(() -> port.text("Ethernet", "LLDPReceive", "ChassisId"));
        return name.map(neighbour -> neighbour
                        + port.text("Ethernet", "LLDPReceive", "PortId")
                                .map(id -> " " + id)
                                .orElse(""))
                .orElse(null);
    }

    private static Optional<MacAddress> mac(String text) {
        return new Resource("", TextNode.valueOf(text), null).mac();
    }

    private static @Nullable Boolean link(String status) {
        return switch (status) {
            case "LinkUp", "Up" -> true;
            case "LinkDown", "NoLink", "Down" -> false;
            default -> null;
        };
    }

    private static @Nullable Integer linkSpeed(Resource port) {
        var speed = speed(port.amount("CurrentLinkSpeedMbps"));
        double gigabits = port.fraction("CurrentSpeedGbps");
        return speed != null
                ? speed
                : gigabits > 0 ? (Integer) (int) Math.min(gigabits * 1000, Integer.MAX_VALUE) : null;
    }

    private static @Nullable Integer speed(OptionalLong speed) {
        return speed.isPresent() ? (Integer) (int) Math.min(speed.getAsLong(), Integer.MAX_VALUE) : null;
    }
}
