package io.metalwright.boot.http;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.disc.BlankDisc;
import io.metalwright.boot.disc.Disc;
import io.metalwright.boot.disc.DiscPages;
import io.metalwright.boot.ipxe.BootServer;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.DiscTokens;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.model.Sha256;
import io.metalwright.model.boot.BootMedium;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** {@code GET /media/<secret>/bootos.iso}: a machine's disc, for its BMC, as long as the machine's plan names it. HTTPS only: a boot token stands on it. */
final class DiscEndpoint implements HttpHandler {
    private final PlanBook plans;
    private final BlankDisc blank;
    private final DiscTokens tokens;
    private final Announcer announcer;
    private final Counters counters;
    private final Function<IpAddress, BootServer> self;
    private final UnaryOperator<Ipv4Address> towards;
    private final String kernelParameters;

    /** @param towards the address by which we are reached from another */
    DiscEndpoint(
            PlanBook plans,
            BlankDisc blank,
            DiscTokens tokens,
            Announcer announcer,
            Counters counters,
            Function<IpAddress, BootServer> self,
            UnaryOperator<Ipv4Address> towards,
            String kernelParameters) {
        this.plans = plans;
        this.blank = blank;
        this.tokens = tokens;
        this.announcer = announcer;
        this.counters = counters;
        this.self = self;
        this.towards = towards;
        this.kernelParameters = kernelParameters;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        if (!exchange.getRequestScheme().equals("https")) {
            throw new Refusal(Problem.FORBIDDEN, "HTTPS only", "A boot token stands on the disc.");
        }
        var boot = Exchanges.query(exchange, "secret")
                .flatMap(secret -> plans.withMedium(Sha256.sumOf(secret)))
                .orElseThrow(() -> new Refusal(
                        Problem.NOT_FOUND, "No disc", "There is no such disc, or the run that needed it is over."));
        var disc = disc(exchange, boot, Objects.requireNonNull(boot.medium()));
        var headers = exchange.getResponseHeaders();
        headers.put(Headers.CONTENT_TYPE, "application/octet-stream");
        headers.put(Headers.CACHE_CONTROL, "no-store");
        headers.put(Headers.ACCEPT_RANGES, "bytes");
        var wanted = exchange.getRequestHeaders().getFirst(Headers.RANGE);
        switch (wanted == null ? new ByteRange.Whole() : ByteRange.of(wanted, disc.size())) {
            case ByteRange.Whole ignored -> send(exchange, boot, disc, 0, disc.size());
            case ByteRange.Part(long first, long last) -> {
                exchange.setStatusCode(StatusCodes.PARTIAL_CONTENT);
                headers.put(Headers.CONTENT_RANGE, "bytes " + first + "-" + last + "/" + disc.size());
                send(exchange, boot, disc, first, last - first + 1);
            }
            case ByteRange.Unsatisfiable ignored -> {
                headers.put(Headers.CONTENT_RANGE, "bytes */" + disc.size());
                exchange.setStatusCode(StatusCodes.REQUEST_RANGE_NOT_SATISFIABLE);
                exchange.endExchange();
            }
        }
    }

    /** The BMC may reach us by another address than its machine does. */
    private Disc disc(HttpServerExchange exchange, MachineBoot boot, BootMedium medium) throws IOException {
        var machine =
                medium.network() == null ? boot.address() : medium.network().address();
        var server = self.apply(machine == null ? Exchanges.server(exchange) : towards.apply(machine));
        var token = tokens.on(medium.path(), medium.port());
        var words = DiscPages.commandLine(server, medium, token.text(), kernelParameters);
        return blank.layout().with(DiscPages.isolinux(words), DiscPages.grub(words));
    }

    private void send(HttpServerExchange exchange, MachineBoot boot, Disc disc, long from, long length)
            throws IOException {
        exchange.setResponseContentLength(length);
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            counters.count("discs", "asked", "head");
            exchange.endExchange();
            return;
        }
        if (from == 0) {
            counters.count("discs", "asked", "begun");
            announcer.passed(
                    SignKind.MEDIUM, Objects.requireNonNull(boot.medium()).port(), "by " + Exchanges.client(exchange));
        }
        exchange.startBlocking();
        try (var out = exchange.getOutputStream()) {
            disc.send(from, length, out);
        }
    }
}
