package io.metalwright.ops.command;

import io.metalwright.boot.BootServicesConfiguration;
import io.metalwright.boot.dns.DnsSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Names for machines: options of who runs boot services. */
final class DnsOptions {
    @Option(
            names = "--dns-zone",
            paramLabel = "NAME",
            description = "Answer DNS for the site's machines below this name, such as rack1.example. Default: no DNS")
    @Nullable
    String zone;

    @Option(names = "--dns-port", paramLabel = "PORT", defaultValue = "53", description = "Default: ${DEFAULT-VALUE}")
    int port = 53;

    BootServicesConfiguration added(BootServicesConfiguration configuration) {
        return zone == null ? configuration : configuration.naming(new DnsSettings(zone, port));
    }
}
