package io.metalwright.ops.command;

import io.metalwright.boot.BootServicesConfiguration;
import io.metalwright.boot.lease.Share;
import io.metalwright.boot.peer.PeerSettings;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The other of two boot servers of a site. All of it or nothing. */
final class PeerOptions {
    /** What belongs together. */
    static final class Group {
        @Option(
                names = "--peer",
                paramLabel = "SHARE",
                required = true,
                description =
                        "Of two servers on the same segments, 1/2 for one and 2/2 for the other: which clients and addresses are its own")
        String share = "";

        @Option(
                names = "--peer-url",
                paramLabel = "URL",
                required = true,
                description = "Plain HTTP of the other one, such as http://10.77.0.2:8090")
        URI address = URI.create("");

        @Option(
                names = "--peer-key",
                paramLabel = "FILE",
                required = true,
                description = "32 bytes that both have: openssl rand -out FILE 32, mode 600")
        Path keyFile = Path.of("");
    }

    @Spec(Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = false)
    @Nullable
    Group given;

    BootServicesConfiguration added(BootServicesConfiguration configuration) {
        if (given == null) {
            return configuration;
        }
        try {
            return configuration.beside(new PeerSettings(Share.of(given.share), given.address, given.keyFile));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
