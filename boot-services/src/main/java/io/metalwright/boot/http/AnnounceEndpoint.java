package io.metalwright.boot.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.AgentMemory;
import io.metalwright.boot.plans.AgentSessions;
import io.metalwright.boot.plans.BootTokens;
import io.metalwright.boot.plans.WorkBoard;
import io.metalwright.model.MacAddress;
import io.metalwright.model.boot.AgentAccess;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /agent/v1/announce}: the agent of a machine says that it is up, and proves by its token that we started it. */
final class AnnounceEndpoint implements HttpHandler {
    /** The body. Facts are read for the sign's detail only: whoever needs them asks for them anew over SSH. */
    record Announcement(
            String token,
            MacAddress mac,
            String bootId,
            @Nullable String agentVersion,
            @JsonDeserialize(using = FewTexts.class) List<String> sshHostKeys,

            @JsonDeserialize(using = FewTexts.class) @Nullable
            List<String> addresses,

            @Nullable Integer sshPort,
            @Nullable Report report) {
        Announcement {
            wanted(token, "token");
            wanted(mac, "mac");
            wanted(bootId, "bootId");
            wanted(sshHostKeys, "sshHostKeys");
            if (sshHostKeys.isEmpty() || sshHostKeys.size() > 8) {
                throw new IllegalArgumentException("'sshHostKeys' has one to eight keys");
            }
            sshHostKeys = List.copyOf(sshHostKeys);
            if (!bootId.matches("[0-9a-f-]{36}")) {
                throw new IllegalArgumentException("'bootId' is what /proc/sys/kernel/random/boot_id says");
            }
            for (var key : sshHostKeys) {
                if (!key.matches("[a-z0-9@.-]{3,60} [A-Za-z0-9+/=]{20,2000}( .{0,200})?")) {
                    throw new IllegalArgumentException("'sshHostKeys' holds public keys in OpenSSH's form");
                }
            }
            if (sshPort != null && (sshPort < 1 || sshPort > 65535)) {
                throw new IllegalArgumentException("'sshPort' is a port from 1 to 65535");
            }
        }

        @Override
        public String toString() {
            return "Announcement of " + mac;
        }

        private static void wanted(@Nullable Object value, String field) {
            if (value == null) {
                throw new IllegalArgumentException("'" + field + "' is missing");
            }
        }
    }

    /** Of the hardware report, what is told of the machine. */
    record Report(@Nullable MachineFacts system) {}

    record MachineFacts(@Nullable String product) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Welcome(String session, boolean wanted, List<String> authorizedKeys, int pollSeconds) {
        @Override
        public String toString() {
            return "Welcome";
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(AnnounceEndpoint.class);
    private static final int POLL_SECONDS = 60;
    private static final int SSH = 22;

    private final BootTokens tokens;
    private final AgentSessions sessions;
    private final AgentMemory memory;
    private final WorkBoard board;
    private final Announcer announcer;
    private final Counters counters;
    private final Clock clock;

    AnnounceEndpoint(
            BootTokens tokens,
            AgentSessions sessions,
            AgentMemory memory,
            WorkBoard board,
            Announcer announcer,
            Counters counters,
            Clock clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.memory = memory;
        this.board = board;
        this.announcer = announcer;
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        if (!exchange.getRequestScheme().equals("https")) {
            throw new Refusal(Problem.FORBIDDEN, "HTTPS only", "A token is not to be sent in the clear.");
        }
        var announcement = Exchanges.body(exchange, Announcement.class);
        var mac = announcement.mac();
        if (!memory.hasRoomFor(mac)) {
            counters.count("announcements", "token", "NO_ROOM");
            throw new Refusal(
                    Problem.UNAVAILABLE, "Too many strangers", "Enter this machine, or announce it again later.");
        }
        var redemption = tokens.redeem(announcement.token(), mac, announcement.bootId(), announcement.sshHostKeys());
        counters.count("announcements", "token", redemption.name());
        switch (redemption) {
            case GOOD -> {}
            case UNKNOWN -> throw refused(exchange, mac, "this token is unknown");
            case EXPIRED ->
                throw refusedAndTold(
                        exchange, mac, "its token has expired, after " + BootTokens.VALID.toMinutes() + " minutes");
            case OTHER_MAC -> throw refused(exchange, mac, "this token was made for another MAC address");
            case USED_BY_ANOTHER_BOOT -> throw refusedAndTold(exchange, mac, "its token was used by another boot");
        }
        var access = new AgentAccess(
                announcement.bootId(),
                address(announcement, Exchanges.client(exchange)),
                Optional.ofNullable(announcement.sshPort()).orElse(SSH),
                announcement.sshHostKeys());
        boolean isRepeated = sessions.up(mac).filter(access::equals).isPresent();
        var session = sessions.open(mac, access);
        if (!isRepeated) {
            announcer.tell(
                    new BootSign(SignKind.AGENT, mac, clock.instant(), detail(announcement, access), access, null));
        }
        var work = board.now(mac);
        Exchanges.sendJson(exchange, new Welcome(session.text(), work.wanted(), work.authorizedKeys(), POLL_SECONDS));
    }

    /** We made the token for this machine, so it is no stranger who has the run hear of it. */
    private Refusal refusedAndTold(HttpServerExchange exchange, MacAddress mac, String why) {
        announcer.passed(SignKind.AGENT_REFUSED, mac, why);
        return refused(exchange, mac, why);
    }

    private static Refusal refused(HttpServerExchange exchange, MacAddress mac, String why) {
        LOG.warn("refused the agent of {} from {}: {}", mac, Exchanges.client(exchange), why);
        return new Refusal(
                Problem.FORBIDDEN,
                "Token refused",
                "The boot token is not accepted: " + why + ". Boot the machine again.");
    }

    /** Where the connection comes from, if the agent has that address itself; else (it is behind a router) the first that it has. */
    private static Ipv4Address address(Announcement announcement, IpAddress client) {
        var own = Optional.ofNullable(announcement.addresses()).orElse(List.of()).stream()
                .filter(text -> text.matches("[0-9.]{7,15}"))
                .toList();
        if (client instanceof Ipv4Address ofIpv4 && (own.isEmpty() || own.contains(client.value()))) {
            return ofIpv4;
        }
        return own.stream()
                .findFirst()
                .map(Ipv4Address::of)
                .orElseThrow(() -> new Refusal(
                        Problem.UNPROCESSABLE,
                        "IPv4 address missing",
                        "'addresses' has none of IPv4, by which runs reach an agent, and " + client + " asked."));
    }

    private static String detail(Announcement announcement, AgentAccess access) {
        var product = Optional.ofNullable(announcement.report())
                .map(Report::system)
                .map(MachineFacts::product)
                .filter(name -> !name.isBlank());
        return "at " + access.address()
                + product.map(name -> ", a " + Exchanges.quoted(name)).orElse("");
    }
}
