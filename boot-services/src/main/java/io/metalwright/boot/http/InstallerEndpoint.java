package io.metalwright.boot.http;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.installer.InstallerTexts;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.SignKind;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.time.Clock;

/**
 * {@code GET /installer/{machine}/{word}}: a distribution's installer says how far it is, by the only means that all of them have. It is believed by
 * its address, as is whoever fetches answers; what counts is what BootOS finds on the disk afterwards. {@code helper} is the script that says it.
 */
final class InstallerEndpoint implements HttpHandler {
    private final AskedMachine.Directory machines;
    private final Announcer announcer;
    private final Clock clock;

    InstallerEndpoint(AskedMachine.Directory machines, Announcer announcer, Clock clock) {
        this.machines = machines;
        this.announcer = announcer;
        this.clock = clock;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        var machine =
                machines.find(exchange, Exchanges.query(exchange, "machine").orElse(""));
        var order = machine.order()
                .orElseThrow(() -> new Refusal(
                        Problem.NOT_FOUND, "No installer", "Nobody has " + machine.mac() + " installed now."));
        var from = "from " + Exchanges.client(exchange);
        switch (Exchanges.query(exchange, "word").orElse("")) {
            case "helper" -> {
                Exchanges.sendText(exchange, "text/plain;charset=utf-8", InstallerTexts.helper(order, machine.words()));
                return;
            }
            case "partitioned" -> announcer.passed(SignKind.PARTITIONED, machine.mac(), from);
            case "base-system" -> announcer.passed(SignKind.BASE_SYSTEM, machine.mac(), from);
            case "installed" -> tell(SignKind.INSTALLED, machine, from);
            case "no-disk" ->
                tell(
                        SignKind.STOPPED,
                        machine,
                        "it found no disk, or more than one, with " + order.disk() + ", and wrote nothing");
            case "failed" -> tell(SignKind.STOPPED, machine, "it says that it failed");
            default ->
                throw new Refusal(
                        Problem.NOT_FOUND,
                        "No such word",
                        "An installer says partitioned, base-system, installed, no-disk or failed.");
        }
        exchange.setStatusCode(StatusCodes.NO_CONTENT);
    }

    private void tell(SignKind kind, AskedMachine machine, String detail) {
        announcer.tell(BootSign.of(kind, machine.mac(), clock.instant(), detail));
    }
}
