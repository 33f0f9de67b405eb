package io.metalwright.api.console;

import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.console.ConsoleTicket;
import io.metalwright.model.MachineId;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The WebSockets of consoles. Outside of {@code /api}: browsers send no token with them, so a ticket lets in, once. */
@RestController
class ConsoleSocketController {
    private final Cmdb cmdb;
    private final MachineLookup machines;
    private final Rooms rooms;

    ConsoleSocketController(Cmdb cmdb, MachineLookup machines, Rooms rooms) {
        this.cmdb = cmdb;
        this.machines = machines;
        this.rooms = rooms;
    }

    @GetMapping("/console/watch")
    void watch(
            @RequestParam String ticket,
            @RequestParam(defaultValue = "false") boolean write,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException, DeploymentException {
        requireUpgrade(request);
        var granted = redeem(ticket, ConsoleTicket.Purpose.WATCH);
        var machine = machines.find(granted.machine().value());
        var end = switch (rooms.find(machine)) {
            case Rooms.Found.Here here ->
                new WatchingEnd(
                        here.room(),
                        granted.who(),
                        write,
                        () -> cmdb.auditTrail()
                                .add(granted.who(), "take over console", "machine " + machine.name(), null));
            case Rooms.Found.There there ->
                new RelayedEnd(there.url(), cmdb.consoleTickets().issue(granted), write);
        };
        upgrade(request, response, end);
    }

    @GetMapping("/console/hold")
    void hold(@RequestParam String ticket, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException, DeploymentException {
        requireUpgrade(request);
        MachineId machine = redeem(ticket, ConsoleTicket.Purpose.HOLD).machine();
        var room = rooms.open(machine)
                .orElseThrow(() -> Problem.conflict(
                        "not-here", "Nobody watches here", "Nobody watches the console of " + machine + " here."));
        upgrade(request, response, new HoldingEnd(room));
    }

    private static void requireUpgrade(HttpServletRequest request) {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw Problem.of(
                    HttpStatus.UPGRADE_REQUIRED, "websocket", "This is a WebSocket", "Open it as a WebSocket.");
        }
    }

    private ConsoleTicket redeem(String ticket, ConsoleTicket.Purpose purpose) {
        return cmdb.consoleTickets()
                .redeem(ticket)
                .filter(granted -> granted.purpose() == purpose)
                .orElseThrow(() -> Problem.of(
                                HttpStatus.FORBIDDEN,
                                "ticket",
                                "This ticket lets nobody in",
                                "The ticket is not known, was used before, or is too old.")
                        .help("Ask for another one: POST /api/v1/machines/{machine}/console."));
    }

    private static void upgrade(HttpServletRequest request, HttpServletResponse response, Endpoint end)
            throws IOException, ServletException, DeploymentException {
        var container = (ServerContainer) Objects.requireNonNull(
                request.getServletContext().getAttribute(ServerContainer.class.getName()),
                "the web server's WebSockets");
        var configuration = ServerEndpointConfig.Builder.create(end.getClass(), "/console")
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(end);
                    }
                })
                .build();
        container.upgradeHttpToWebSocket(request, response, configuration, Map.of());
    }
}
