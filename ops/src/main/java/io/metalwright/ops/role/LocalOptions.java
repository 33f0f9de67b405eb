package io.metalwright.ops.role;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where what runs in one process answers, and the Temporal server beside it: options of {@code up} and {@code demo}. */
public final class LocalOptions {
    @Option(names = "--port", defaultValue = "8080", description = "Port of API and pages. Default: ${DEFAULT-VALUE}")
    int port;

    @Option(
            names = "--temporal-port",
            defaultValue = "7233",
            description = "Port of the Temporal server. Default: ${DEFAULT-VALUE}")
    int temporalPort;

    @Option(
            names = "--temporal-ui-port",
            defaultValue = "8233",
            description = "Port of the Temporal UI. Default: ${DEFAULT-VALUE}")
    int temporalUiPort;

    @Option(
            names = "--temporal-program",
            paramLabel = "FILE",
            defaultValue = "${METALWRIGHT_TEMPORAL:-temporal}",
            description = "The temporal command line. The launcher finds or builds it")
    Path temporal = Path.of("temporal");

    @Mixin
    TracesOption traces = new TracesOption();

    /** @param listen address on which the API answers */
    public AllInOne.Settings settings(Home home, DataFolder data, String listen) {
        return settings(home, data, listen, AllInOne.Extras.NONE);
    }

    public AllInOne.Settings settings(Home home, DataFolder data, String listen, AllInOne.Extras extras) {
        return new AllInOne.Settings(
                home, data, temporal, temporalPort, temporalUiPort, listen, port, traces.collector, extras);
    }
}
