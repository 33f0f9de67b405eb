package io.metalwright.ops.command;

import io.metalwright.ops.role.TemporalConnection;
import picocli.CommandLine.Option;

/** The Temporal server that all processes of an installation share. */
final class TemporalOptions {
    @Option(
            names = "--temporal",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7233",
            description = "Temporal server. Default: ${DEFAULT-VALUE}")
    String target = "";

    @Option(names = "--namespace", defaultValue = "default", description = "Its namespace. Default: ${DEFAULT-VALUE}")
    String namespace = "";

    TemporalConnection connect() {
        return TemporalConnection.to(target, namespace);
    }
}
