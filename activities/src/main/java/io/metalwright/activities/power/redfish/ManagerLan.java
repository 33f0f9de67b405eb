package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.LanAddress;
import io.metalwright.activities.power.LanSettings;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.util.Optional;

/** The network of a BMC (DSP2046, EthernetInterface): of its port that has the address by which we came, else of the first that is on. */
final class ManagerLan {
    private final Server server;

    ManagerLan(Server server) {
        this.server = server;
    }

    LanSettings read() {
        var port = port();
        var address = address(port);
        var source = switch (address.word("AddressOrigin")) {
            case "Static" -> LanSettings.Source.STATIC;
            case "DHCP" -> LanSettings.Source.DHCP;
            case "" -> LanSettings.Source.UNSPECIFIED;
            default -> LanSettings.Source.OTHER;
        };
        return new LanSettings(
                source,
                new LanAddress(ipv4(address, "Address"), ipv4(address, "SubnetMask"), ipv4(address, "Gateway")),
                mac(port).orElseThrow(() -> nothing("a port with a MAC address")));
    }

    void set(LanAddress wanted) {
        var port = port();
        var change = RedfishSession.object();
        var dhcp = port.has("DHCPv4");
        if (dhcp) {
            change.putObject("DHCPv4").put("DHCPEnabled", false);
        }
        // What is static has a property of its own since EthernetInterface 1.4.
        var address = change.putArray(port.has("IPv4StaticAddresses") ? "IPv4StaticAddresses" : "IPv4Addresses")
                .addObject();
        address.put("Address", wanted.address().value());
        address.put("SubnetMask", wanted.netmask().value());
        if (!wanted.gateway().equals(Ipv4Address.ANY)) {
            address.put("Gateway", wanted.gateway().value());
        }
        server.session().change("Set the BMC's address", port, change, false);
    }

    private Resource port() {
        var session = server.session();
        var manager = server.readManager().orElseThrow(() -> nothing("a manager"));
        var list = manager.link("EthernetInterfaces").orElseThrow(() -> nothing("a network port"));
        var ports = session.members("List the BMC's ports", list).stream()
                .flatMap(link -> session.find("Read a port of the BMC", link).stream())
                .toList();
        return ports.stream()
                .filter(port ->
                        address(port).word("Address").equals(session.address().host()))
                .findFirst()
                .or(() -> ports.stream()
                        .filter(port -> port.truth("InterfaceEnabled").orElse(true)
                                && mac(port).isPresent())
                        .findFirst())
                .orElseThrow(() -> nothing("a network port that is on"));
    }

    private static Resource address(Resource port) {
        return port.objects("IPv4Addresses").stream()
                .filter(address -> address.text("Address").isPresent())
                .findFirst()
                .orElseGet(() -> port.at("IPv4Addresses", "none"));
    }

    private static Optional<MacAddress> mac(Resource port) {
        return port.mac("MACAddress").or(() -> port.mac("PermanentMACAddress"));
    }

    private static Ipv4Address ipv4(Resource address, String name) {
        try {
            return address.text(name).map(Ipv4Address::of).orElse(Ipv4Address.ANY);
        } catch (IllegalArgumentException e) {
            return Ipv4Address.ANY;
        }
    }

    private BmcFailure nothing(String what) {
        return new BmcFailure.Refused(
                "EthernetInterface",
                0,
                "Read the network of BMC " + server.session().address() + ": it does not show " + what + ".");
    }
}
