package io.metalwright.ops.command;

import io.metalwright.boot.BootServicesConfiguration;
import picocli.CommandLine.Option;

/** Where the boot services speak HTTP. The ports of DHCP and TFTP are firmware's, and no choice. */
final class BootPortOptions {
    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "Scripts, kernels and image chunks. Default: ${DEFAULT-VALUE}")
    int http;

    @Option(
            names = "--https-port",
            paramLabel = "PORT",
            defaultValue = "8443",
            description = "The agents' door. Default: ${DEFAULT-VALUE}")
    int https;

    BootServicesConfiguration added(BootServicesConfiguration usual) {
        return usual.on(usual.dhcpPort(), usual.tftpPort(), http, https);
    }
}
