package io.metalwright.ops.command;

import io.metalwright.cmdb.secret.KeyRing;
import io.metalwright.ops.role.DataFolder;
import io.metalwright.ops.role.TemporalConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--payload-keys",
            paramLabel = "FILE",
            description =
                    "Keys that all processes share, under which payloads lie in Temporal, one a line in Base64, the "
                            + "first in use. Default: payload.keys in the data folder where there is one, else in the clear")
    @Nullable
    Path payloadKeys;

    TemporalConnection connect(DataFolder data) {
        var file = payloadKeys == null && Files.exists(data.payloadKeys()) ? data.payloadKeys() : payloadKeys;
        return TemporalConnection.to(target, namespace, file == null ? null : KeyRing.of(file));
    }
}
