package io.metalwright.activities.postinstall;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.activities.shell.Result;
import io.metalwright.model.BootMode;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Locale;

/** The boot loader that an image of a partition holds as packages, and not yet where firmware looks for it. */
final class BootLoader {
    private static final Duration LIMIT = Duration.ofMinutes(25);
    /** What {@code boot-loader.sh} ends with. */
    private static final int NO_ROOT = 3;

    private static final int NOT_DONE = 5;
    private static final int LACKING = 9;

    private final BootOsShell shell;
    private final String folder;

    /** @param folder where the system is mounted meanwhile */
    BootLoader(BootOsShell shell, String folder) {
        this.shell = shell;
        this.folder = folder;
    }

    String install(String device, BootMode mode) {
        var done = shell.run(Command.script(
                        Scripts.on(folder, "mount.sh", "boot-loader.sh"),
                        device,
                        mode.name().toLowerCase(Locale.ROOT))
                .within(LIMIT));
        if (!done.succeeded()) {
            throw failed(done, mode);
        }
        return done.output().strip();
    }

    private ApplicationFailure failed(Result done, BootMode mode) {
        var message = "install the boot loader for " + mode + " in " + shell.place() + ": " + done.complaint();
        return switch (done.status()) {
            case NO_ROOT, LACKING ->
                Failures.lasting(
                        FailureTypes.IMAGE_BROKEN,
                        message,
                        "Add to the image what is missing: a kernel, and GRUB with its platform's files (Debian, Ubuntu: grub2-common with "
                                + (mode == BootMode.BIOS
                                        ? "grub-pc-bin; elsewhere: grub2-pc"
                                        : "grub-efi-amd64-bin, and its -signed and shim-signed for secure boot; elsewhere: grub2-efi-x64-modules")
                                + "); or retry with a change of /postInstall to a script that installs it; or with an image of a whole disk.");
            case NOT_DONE ->
                Failures.mayPass(
                        FailureTypes.NOT_DONE,
                        message,
                        "See the disk's health, and what the image's GRUB is configured to.");
            default ->
                Failures.mayPass(
                        BootOsShell.COMMAND_FAILED,
                        message,
                        "Read what the command says; the machine is still in BootOS and can be looked at.");
        };
    }
}
