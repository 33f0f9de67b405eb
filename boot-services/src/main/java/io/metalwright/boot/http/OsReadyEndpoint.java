package io.metalwright.boot.http;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.model.Sha256;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.InstalledSystem;
import io.metalwright.model.boot.SignKind;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /agent/v1/os-ready}: an installed system says that it came up. Said again, it is thanked again: the first thanks may be lost. */
final class OsReadyEndpoint implements HttpHandler {
    record Report(
            String hostname,

            @JsonDeserialize(using = FewTexts.class) @Nullable
            List<String> addresses,

            @JsonDeserialize(using = FewTexts.class) @Nullable
            List<String> sshHostKeys,

            @Nullable String kernel,
            @Nullable String os) {
        Report {
            if (hostname == null || hostname.isBlank() || hostname.length() > 253) {
                throw new IllegalArgumentException("'hostname' is missing or longer than 253 characters");
            }
        }
    }

    private final PlanBook plans;
    private final Announcer announcer;
    private final Counters counters;
    private final Clock clock;

    OsReadyEndpoint(PlanBook plans, Announcer announcer, Counters counters, Clock clock) {
        this.plans = plans;
        this.announcer = announcer;
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        var boot = plans.withOsReadyToken(Sha256.sumOf(Exchanges.bearer(exchange)));
        if (boot.isEmpty()) {
            counters.count("os_ready_refused");
            throw new Refusal(Problem.FORBIDDEN, "Token refused", "No installed system is awaited with this token.");
        }
        var report = Exchanges.body(exchange, Report.class);
        var system = new InstalledSystem(
                report.hostname(),
                Optional.ofNullable(report.addresses()).orElse(List.of()),
                Optional.ofNullable(report.sshHostKeys()).orElse(List.of()),
                report.kernel(),
                report.os());
        var mac = boot.get().macs().getFirst();
        announcer.tell(new BootSign(
                SignKind.OS_READY,
                mac,
                clock.instant(),
                Exchanges.quoted(report.hostname()) + " from " + Exchanges.client(exchange),
                null,
                system));
        exchange.setStatusCode(StatusCodes.NO_CONTENT);
    }
}
