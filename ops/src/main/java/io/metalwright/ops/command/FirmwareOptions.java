package io.metalwright.ops.command;

import io.metalwright.model.bmc.FirmwareImage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** An update of firmware, as it is asked for on the command line. */
final class FirmwareOptions {
    @Option(
            names = "--update",
            required = true,
            paramLabel = "URL",
            description =
                    "Have the BMC fetch this image by http or https and write it, and wait until a version reads otherwise")
    String image = "";

    @Option(
            names = "--target",
            paramLabel = "NAME",
            description =
                    "Part that it is for: a name or id of the inventory, system, manager, or a link; may be repeated. Default: the BMC knows by the image")
    @Nullable
    List<String> targets;

    @Option(
            names = "--at-restart",
            description = "Have the BMC keep it until the machine's next start, where it lets one choose")
    boolean atRestart;

    @Option(names = "--yes", description = "Do not ask")
    boolean yes;

    FirmwareImage wish() {
        return FirmwareImage.of(image, targets, atRestart);
    }

    /** @throws ParameterException where nobody says yes */
    void agree(CommandSpec command) {
        if (yes) {
            return;
        }
        var console = System.console();
        var answer = console != null && console.isTerminal()
                ? console.readLine("Update firmware by %s? The BMC or the machine may restart. [y/N] ", wish().words())
                : null;
        if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
            throw new ParameterException(
                    command.commandLine(),
                    "Nothing was updated, since nobody said yes. Where nobody can be asked, say it with --yes.");
        }
    }
}
