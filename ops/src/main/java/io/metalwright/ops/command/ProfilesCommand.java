package io.metalwright.ops.command;

import picocli.CommandLine.Command;

/** What machines are set up like before their systems. */
@Command(
        name = "profiles",
        description =
                "Hardware profiles (RAID, boot mode, secure boot, BIOS settings) that specs and templates name as 'profile': list, show, add, change, remove.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ProfilesCommand extends NamedFields {
    ProfilesCommand() {
        super("/profiles");
    }
}
