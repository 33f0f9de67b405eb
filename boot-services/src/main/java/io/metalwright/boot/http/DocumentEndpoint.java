package io.metalwright.boot.http;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.installer.InstallerTexts;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.ConfigurationBook;
import io.metalwright.model.boot.BootTemplate;
import io.metalwright.model.boot.DocumentKind;
import io.metalwright.model.boot.SignKind;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * {@code GET /kickstart/{machine}} and its like: a document of the boot configuration that fits the machine, with its words filled in. Where a run has
 * the machine installed, the answers are the run's.
 */
final class DocumentEndpoint implements HttpHandler {
    private final DocumentKind kind;
    private final AskedMachine.Directory machines;
    private final ConfigurationBook configurations;
    private final Announcer announcer;
    private final Counters counters;

    DocumentEndpoint(
            DocumentKind kind,
            AskedMachine.Directory machines,
            ConfigurationBook configurations,
            Announcer announcer,
            Counters counters) {
        this.announcer = announcer;
        this.kind = kind;
        this.machines = machines;
        this.configurations = configurations;
        this.counters = counters;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        var name = Exchanges.query(exchange, "machine").orElse("");
        var machine = machines.find(exchange, name);
        var order = machine.order().filter(asked -> asked.layout().answers() == kind);
        if (order.isPresent()) {
            counters.count("documents", "kind", kind.word());
            announcer.passed(SignKind.ANSWERS, machine.mac(), kind.word() + " for " + Exchanges.client(exchange));
            Exchanges.sendText(exchange, kind.contentType(), InstallerTexts.answers(order.get(), machine.words()));
            return;
        }
        var template = configurations.template(kind, machine.names(), machine.segmentName());
        if (template.isEmpty() && isOptional()) {
            Exchanges.sendText(exchange, kind.contentType(), empty(machine));
            return;
        }
        var text = new BootTemplate(template.orElseThrow(() -> new Refusal(
                        Problem.NOT_FOUND,
                        "No such document",
                        "No boot configuration has a document '" + kind.word() + "' for " + machine.mac() + ".")))
                .filledIn(machine.words());
        counters.count("documents", "kind", kind.word());
        Exchanges.sendText(exchange, kind.contentType(), text);
    }

    /** cloud-init's NoCloud source gives up when one of its four is missing, though three of them may be empty. */
    private boolean isOptional() {
        return kind == DocumentKind.META_DATA || kind == DocumentKind.VENDOR_DATA;
    }

    private String empty(AskedMachine machine) {
        return kind == DocumentKind.META_DATA
                ? "instance-id: " + machine.mac().value().replace(":", "") + "\n"
                : "";
    }
}
