package io.metalwright.boot.http;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.ipxe.BootServer;
import io.metalwright.boot.ipxe.IpxeScripts;
import io.metalwright.boot.lease.Lease;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.AgentSessions;
import io.metalwright.boot.plans.BootTokens;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.model.MacAddress;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.function.Function;

/** {@code GET /ipxe?mac=…}: the script made for this machine. */
final class IpxeEndpoint implements HttpHandler {
    private final PlanBook plans;
    private final LeaseBook leases;
    private final ServedSegments segments;
    private final BootTokens tokens;
    private final AgentSessions sessions;
    private final Announcer announcer;
    private final Counters counters;
    private final Function<Ipv4Address, BootServer> self;
    private final String kernelParameters;

    IpxeEndpoint(
            PlanBook plans,
            LeaseBook leases,
            ServedSegments segments,
            BootTokens tokens,
            AgentSessions sessions,
            Announcer announcer,
            Counters counters,
            Function<Ipv4Address, BootServer> self,
            String kernelParameters) {
        this.plans = plans;
        this.leases = leases;
        this.segments = segments;
        this.tokens = tokens;
        this.sessions = sessions;
        this.announcer = announcer;
        this.counters = counters;
        this.self = self;
        this.kernelParameters = kernelParameters;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        var mac = Exchanges.mac(exchange)
                .orElseThrow(() ->
                        new Refusal(Problem.BAD_REQUEST, "MAC address missing", "Ask for /ipxe?mac=${net0/mac}."));
        var client = Exchanges.client(exchange);
        refuseImpostor(mac, client);
        // Whose firmware asks runs no agent any more. DHCP tells the same, but not every network has ours.
        sessions.suspectGone(mac);
        var plan = plans.find(mac).map(MachineBoot::plan).orElseGet(() -> standingPlan(mac, client));
        var script = switch (plan) {
            case BootPlan.BootOs ignored -> bootOs(mac, Exchanges.server(exchange));
            case BootPlan.LocalDisk ignored -> IpxeScripts.localDisk(mac);
        };
        announcer.passed(SignKind.SCRIPT, mac, "script for " + client);
        if (plan instanceof BootPlan.LocalDisk) {
            announcer.passed(SignKind.LOCAL_DISK, mac, "sent to its disk");
        }
        counters.count("scripts", "plan", plan.getClass().getSimpleName());
        Exchanges.sendText(exchange, "text/plain;charset=utf-8", script);
    }

    private String bootOs(MacAddress mac, Ipv4Address server) {
        var token = tokens.mint(mac)
                .orElseThrow(() -> new Refusal(
                        Problem.UNAVAILABLE, "Too many boot tokens", "More machines are booting than can be."));
        return IpxeScripts.bootOs(self.apply(server), mac, token.text(), kernelParameters);
    }

    /** A script holds a token, so it goes to the address that we leased to this MAC, when we leased one. */
    private void refuseImpostor(MacAddress mac, Ipv4Address client) {
        var leased = leases.bound(mac).map(Lease::address);
        if (leased.isPresent() && !leased.get().equals(client)) {
            counters.count("scripts_refused", "reason", "OTHER_ADDRESS");
            throw new Refusal(
                    Problem.FORBIDDEN,
                    "Not your script",
                    mac + " has the address " + leased.get() + ", and " + client + " asked.");
        }
    }

    /** What a stranger gets: BootOS, where the segment it is in registers strangers. */
    private BootPlan standingPlan(MacAddress mac, Ipv4Address client) {
        var registers = segments.containing(client)
                .filter(segment -> segment.registration() == Registration.AUTOMATIC)
                .isPresent();
        if (!registers) {
            counters.count("scripts_refused", "reason", "STRANGER");
            throw new Refusal(
                    Problem.FORBIDDEN,
                    "Unknown machine",
                    mac + " was not entered, and nobody is registered by itself where " + client + " is.");
        }
        return new BootPlan.BootOs(false, List.of());
    }
}
