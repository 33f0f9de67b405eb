package io.metalwright.ops.command;

import picocli.CommandLine.Command;

/** What systems are like. */
@Command(
        name = "templates",
        description =
                "OS templates, fields of a provision spec that runs name as 'template': list, show, add, change, remove.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class TemplatesCommand extends NamedFields {
    TemplatesCommand() {
        super("/templates");
    }
}
