package io.metalwright.ops.command;

import io.metalwright.boot.BootServicesConfiguration;
import io.metalwright.boot.smb.SmbSettings;
import picocli.CommandLine.Option;

/** A network share for installers that want one: options of who runs boot services. */
final class SmbOptions {
    @Option(
            names = "--smb",
            description =
                    "Share the trees of imported discs by SMB, read-only, by the distribution's Samba (package samba). Default: no share")
    boolean share;

    @Option(names = "--smb-port", paramLabel = "PORT", defaultValue = "445", description = "Default: ${DEFAULT-VALUE}")
    int port = 445;

    BootServicesConfiguration added(BootServicesConfiguration configuration) {
        return share ? configuration.sharing(new SmbSettings(port)) : configuration;
    }
}
