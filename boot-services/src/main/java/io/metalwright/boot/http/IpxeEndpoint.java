package io.metalwright.boot.http;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.installer.InstallerTexts;
import io.metalwright.boot.ipxe.BootServer;
import io.metalwright.boot.ipxe.IpxeScripts;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.AgentSessions;
import io.metalwright.boot.plans.BootTokens;
import io.metalwright.boot.plans.ConfigurationBook;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.model.MacAddress;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.BootTemplate;
import io.metalwright.model.boot.DocumentKind;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.installer.InstallerOrder;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.Segment;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** {@code GET /ipxe?mac=…}: the script made for this machine. */
final class IpxeEndpoint implements HttpHandler {
    private final AskedMachine.Directory machines;
    private final ConfigurationBook configurations;
    private final PlanBook plans;
    private final ServedSegments segments;
    private final BootTokens tokens;
    private final AgentSessions sessions;
    private final Announcer announcer;
    private final Counters counters;
    private final Function<IpAddress, BootServer> self;
    private final UnaryOperator<Ipv4Address> towards;
    private final String kernelParameters;

    IpxeEndpoint(
            AskedMachine.Directory machines,
            ConfigurationBook configurations,
            PlanBook plans,
            ServedSegments segments,
            BootTokens tokens,
            AgentSessions sessions,
            Announcer announcer,
            Counters counters,
            Function<IpAddress, BootServer> self,
            UnaryOperator<Ipv4Address> towards,
            String kernelParameters) {
        this.machines = machines;
        this.configurations = configurations;
        this.plans = plans;
        this.segments = segments;
        this.tokens = tokens;
        this.sessions = sessions;
        this.announcer = announcer;
        this.counters = counters;
        this.self = self;
        this.towards = towards;
        this.kernelParameters = kernelParameters;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        var mac = Exchanges.mac(exchange)
                .orElseThrow(() ->
                        new Refusal(Problem.BAD_REQUEST, "MAC address missing", "Ask for /ipxe?mac=${net0/mac}."));
        var client = Exchanges.client(exchange);
        machines.refuseImpostor(mac, client);
        // Whose firmware asks runs no agent any more. DHCP tells the same, but not every network has ours.
        sessions.gone(mac);
        var known = plans.find(mac);
        var own = known.filter(boot -> boot.workflowId() != null).isPresent()
                ? Optional.<String>empty()
                : ownScript(exchange, mac);
        if (own.isPresent()) {
            announcer.passed(SignKind.SCRIPT, mac, "script of its boot configuration for " + client);
            counters.count("scripts", "plan", "BootConfiguration");
            Exchanges.sendText(exchange, "text/plain;charset=utf-8", own.get());
            return;
        }
        var plan = known.map(MachineBoot::plan).orElseGet(() -> standingPlan(mac, client));
        var script = switch (plan) {
            case BootPlan.BootOs ignored -> bootOs(exchange, mac);
            case BootPlan.Installer(InstallerOrder order) -> installer(exchange, mac, order);
            case BootPlan.LocalDisk ignored -> IpxeScripts.localDisk(mac);
        };
        announcer.passed(SignKind.SCRIPT, mac, "script for " + client);
        if (plan instanceof BootPlan.LocalDisk) {
            announcer.passed(SignKind.LOCAL_DISK, mac, "sent to its disk");
        }
        counters.count("scripts", "plan", plan.getClass().getSimpleName());
        Exchanges.sendText(exchange, "text/plain;charset=utf-8", script);
    }

    private String bootOs(HttpServerExchange exchange, MacAddress mac) {
        return IpxeScripts.bootOs(
                self.apply(Exchanges.server(exchange)),
                self.apply(serverOfSystems(exchange)),
                mac,
                tokens.mint(mac).text(),
                kernelParameters);
    }

    /** Firmware may come by IPv6; what it starts, BootOS or an installer, goes on with IPv4 where its segment has it. */
    private IpAddress serverOfSystems(HttpServerExchange exchange) {
        var server = Exchanges.server(exchange);
        return switch (server) {
            case Ipv4Address ofIpv4 -> ofIpv4;
            case Ipv6Address ofIpv6 ->
                segments.containing(Exchanges.client(exchange))
                        .flatMap(this::ofIpv4In)
                        .orElse(ofIpv6);
        };
    }

    private Optional<IpAddress> ofIpv4In(Segment segment) {
        try {
            return Optional.of(towards.apply(segment.cidr().network().next()));
        } catch (UncheckedIOException e) {
            return Optional.empty(); // this host has no way there
        }
    }

    private String installer(HttpServerExchange exchange, MacAddress mac, InstallerOrder order) {
        var server = self.apply(Exchanges.server(exchange));
        var machine = machines.of(exchange, mac);
        var tree = server.http() + "/trees/" + order.tree() + "/";
        return IpxeScripts.installer(
                server,
                mac,
                tree + order.layout().kernel(),
                tree + order.layout().initrd(),
                InstallerTexts.arguments(
                        order, machine.wordsReaching(self.apply(serverOfSystems(exchange))), kernelParameters));
    }

    /** While a run awaits the machine, the run says what it boots; else its boot configuration, if that has a script. */
    private Optional<String> ownScript(HttpServerExchange exchange, MacAddress mac) {
        if (!configurations.hasAny(DocumentKind.IPXE)) {
            return Optional.empty();
        }
        var machine = machines.of(exchange, mac);
        return configurations
                .template(DocumentKind.IPXE, machine.names(), machine.segmentName())
                .map(template -> new BootTemplate(template).filledIn(machine.words()));
    }

    /** What a stranger gets: BootOS, where the segment it is in registers strangers. */
    private BootPlan standingPlan(MacAddress mac, IpAddress client) {
        var registers = segments.containing(client)
                .filter(segment -> segment.registration() == Registration.AUTOMATIC)
                .isPresent();
        if (!registers) {
            counters.count("scripts_refused", "reason", "STRANGER");
            throw new Refusal(
                    Problem.FORBIDDEN,
                    "Unknown machine",
                    mac + " is awaited by no run, and nobody is registered by itself where " + client
                            + " is. Enter it (metalwright machines add), then: metalwright runs start register MACHINE.");
        }
        return new BootPlan.BootOs(false, List.of());
    }
}
