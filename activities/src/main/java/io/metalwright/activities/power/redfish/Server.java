package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.redfish.vendor.Identity;
import io.metalwright.activities.power.redfish.vendor.Vendor;
import io.metalwright.activities.power.redfish.vendor.Vendors;
import java.util.List;
import java.util.Optional;

/**
 * Which of a BMC's systems is the server, by which manager it is managed, and whose BMC it is.
 *
 * @param system link to the system
 * @param manager link to the manager; empty where the BMC lists none
 */
public record Server(RedfishSession session, Vendor vendor, String system, Optional<String> manager) {
    private static final String SYSTEMS = "/redfish/v1/Systems";
    private static final String MANAGERS = "/redfish/v1/Managers";

    static Server of(RedfishSession session) {
        var links = session.members(
                "List the systems", session.root().link("Systems").orElse(SYSTEMS));
        var systems = links.stream()
                .flatMap(link -> session.find("Read the system", link).stream())
                .toList();
        var sample = systems.isEmpty() ? nothing() : systems.getFirst();
        var manager = manager(session, sample);
        var vendor = Vendors.of(new Identity(
                session.root(),
                sample,
                manager.flatMap(link -> session.find("Read the manager", link)).orElseGet(Server::nothing)));
        var servers = systems.stream().filter(vendor::isServer).toList();
        if (servers.size() != 1) {
            var found = servers.isEmpty()
                    ? "none."
                    : servers.size() + " (" + names(servers)
                            + "), and which of them is meant cannot be known. Enter the BMC of the single server.";
            throw new BmcFailure.Refused(
                    "Systems", 0, "Find the server behind BMC " + session.address() + ": it lists " + found);
        }
        var server = servers.getFirst();
        return new Server(session, vendor, server.path(), manager(session, server));
    }

    public Resource readSystem() {
        return session.read("Read the system", system);
    }

    public Optional<Resource> readManager() {
        return manager.flatMap(link -> session.find("Read the manager", link));
    }

    private static Optional<String> manager(RedfishSession session, Resource system) {
        var managed = system.links("Links", "ManagedBy");
        return managed.isEmpty()
                ? session
                        .members(
                                "List the managers",
                                session.root().link("Managers").orElse(MANAGERS))
                        .stream()
                        .findFirst()
                : managed.stream().findFirst();
    }

    private static String names(List<Resource> systems) {
        return String.join(", ", systems.stream().map(Resource::path).limit(20).toList());
    }

    private static Resource nothing() {
        return new Resource("", JsonNodeFactory.instance.objectNode(), null);
    }
}
