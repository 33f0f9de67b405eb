package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcFailure;
import java.util.Optional;

/**
 * Where a BMC has its machine's serial line for SSH. Sources: DSP2046, ComputerSystem 1.13 {@code SerialConsole.SSH}; before it Manager
 * {@code SerialConsole}, and ManagerNetworkProtocol for the port.
 *
 * @param command what turns the BMC's command line, which answers at that port, into the serial line; empty where the port is the line itself
 */
record SerialConsole(int port, Optional<String> command) {
    private static final int SSH_PORT = 22;

    /** @throws BmcFailure.Refused if the BMC names none */
    static SerialConsole of(Server server) {
        var system = server.readSystem();
        if (system.truth("SerialConsole", "SSH", "ServiceEnabled").orElse(false)) {
            return ofSystem(server, system);
        }
        var manager = server.readManager();
        return manager.filter(found -> found.truth("SerialConsole", "ServiceEnabled")
                                .orElse(false)
                        && found.texts("SerialConsole", "ConnectTypesSupported").contains("SSH"))
                .map(found -> ofManager(server, found))
                .orElseThrow(() -> none(server, system, manager));
    }

    private static SerialConsole ofSystem(Server server, Resource system) {
        int port = port(system, "SerialConsole", "SSH", "Port");
        if (!system.truth("SerialConsole", "SSH", "SharedWithManagerCLI").orElse(false)) {
            return new SerialConsole(port, Optional.empty());
        }
        var command = system.text("SerialConsole", "SSH", "ConsoleEntryCommand")
                .or(server.vendor()::serialCommand)
                .orElseThrow(() -> unknownCommand(server));
        return new SerialConsole(port, Optional.of(command));
    }

    private static SerialConsole ofManager(Server server, Resource manager) {
        var command = server.vendor().serialCommand().orElseThrow(() -> unknownCommand(server));
        int port = manager.link("NetworkProtocol")
                .flatMap(link -> server.session().find("Read the BMC's network services", link))
                .map(services -> port(services, "SSH", "Port"))
                .orElse(SSH_PORT);
        return new SerialConsole(port, Optional.of(command));
    }

    private static int port(Resource resource, String... property) {
        long port = resource.amount(property).orElse(SSH_PORT);
        return port >= 1 && port <= 65535 ? (int) port : SSH_PORT;
    }

    private static BmcFailure none(Server server, Resource system, Optional<Resource> manager) {
        boolean ipmi = system.truth("SerialConsole", "IPMI", "ServiceEnabled").orElse(false)
                || manager.map(found -> found.texts("SerialConsole", "ConnectTypesSupported"))
                        .filter(types -> types.contains("IPMI"))
                        .isPresent();
        return new BmcFailure.Refused(
                "SerialConsole",
                0,
                title(server) + ": it offers none by SSH. "
                        + (ipmi
                                ? "It has one by IPMI: enter the BMC with protocol ipmi."
                                : "Switch SSH on in the BMC's own set-up, or enter it with protocol ipmi if it speaks that."));
    }

    private static BmcFailure unknownCommand(Server server) {
        return new BmcFailure.Refused(
                "SerialConsole",
                0,
                title(server)
                        + ": at its SSH port is its own command line, and it does not tell by which command the serial line opens there."
                        + " Enter the BMC with protocol ipmi if it speaks that.");
    }

    private static String title(Server server) {
        return "Open the serial line of BMC " + server.session().address();
    }
}
