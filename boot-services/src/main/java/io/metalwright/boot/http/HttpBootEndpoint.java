package io.metalwright.boot.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.metalwright.boot.plans.ConfigurationBook;
import io.metalwright.model.boot.BootTemplate;
import io.metalwright.model.boot.DocumentKind;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;

/**
 * {@code GET /httpboot?mac=…} (or {@code ?uuid=…}): the URL of the unified kernel image for this machine, for a DHCP server that is not ours and
 * asks on its behalf. So it is told to whoever asks: a URL is no secret.
 */
final class HttpBootEndpoint implements HttpHandler {
    /** The field's name is the one that such DHCP servers read (FeDHCP's httpboot plugin). */
    record Answer(@JsonProperty("UKIURL") String ukiUrl) {}

    private final AskedMachine.Directory machines;
    private final ConfigurationBook configurations;

    HttpBootEndpoint(AskedMachine.Directory machines, ConfigurationBook configurations) {
        this.machines = machines;
        this.configurations = configurations;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        var name = Exchanges.query(exchange, "mac")
                .or(() -> Exchanges.query(exchange, "uuid"))
                .orElseThrow(() -> new Refusal(
                        Problem.BAD_REQUEST, "Machine missing", "Ask for /httpboot?mac=… or /httpboot?uuid=…."));
        var machine = machines.named(exchange, name);
        var template = configurations
                .template(DocumentKind.HTTPBOOT, machine.names(), machine.segmentName())
                .orElseThrow(() -> new Refusal(
                        Problem.NOT_FOUND,
                        "Nothing to boot",
                        "No boot configuration has 'httpboot' for " + machine.mac() + "."));
        Exchanges.sendJson(
                exchange,
                new Answer(new BootTemplate(template).filledIn(machine.words()).strip()));
    }
}
