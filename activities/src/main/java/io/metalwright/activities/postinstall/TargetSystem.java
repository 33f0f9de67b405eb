package io.metalwright.activities.postinstall;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.activities.shell.Quoting;
import io.metalwright.activities.shell.Result;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** An installed system that is mounted and not running. Paths are those that it will have itself; links lead where they will lead then. */
final class TargetSystem implements AutoCloseable {
    private static final int NO_ROOT = 3;

    private final BootOsShell shell;
    private final String folder;
    private final String root;

    private TargetSystem(BootOsShell shell, String folder, String root) {
        this.shell = shell;
        this.folder = folder;
        this.root = root;
    }

    /** @param folder where in BootOS it is mounted */
    static TargetSystem mount(BootOsShell shell, String folder, String device) {
        var mounted = shell.run(Command.script(Scripts.on(folder, "unmount.sh", "mount.sh"), device)
                .within(Duration.ofMinutes(5)));
        if (!mounted.succeeded()) {
            leave(shell, folder);
            throw notMounted(shell, device, mounted);
        }
        return new TargetSystem(shell, folder, mounted.output().strip());
    }

    private static ApplicationFailure notMounted(BootOsShell shell, String device, Result mounted) {
        if (mounted.status() == NO_ROOT) {
            return Failures.lasting(
                    FailureTypes.IMAGE_BROKEN,
                    "find the installed system in " + shell.place() + ": "
                            + mounted.errors().strip(),
                    "Import an image of a whole disk with an ext4, xfs or btrfs root.");
        }
        return Failures.mayPass(
                BootOsShell.COMMAND_FAILED,
                "mount the installed system of " + device + " in " + shell.place() + ": " + mounted.complaint(),
                "Look at the disk on the machine's console.");
    }

    /** Unmounts what is mounted there, by this attempt or by one that was cut off, and ends what still runs in it. */
    static void leave(BootOsShell shell, String folder) {
        var left = shell.run(Command.script(Scripts.on(folder, "unmount.sh")).within(Duration.ofMinutes(10)));
        if (!left.succeeded()) {
            throw Failures.mayPass(
                    BootOsShell.COMMAND_FAILED,
                    "unmount the installed system in " + shell.place() + ": " + left.complaint(),
                    "Look for processes that use it on the machine's console.");
        }
    }

    /** The partition that holds the root file system. */
    String root() {
        return root;
    }

    /** Where it is mounted, as BootOS sees it. */
    String folder() {
        return folder;
    }

    /** Runs a script inside. Neither it nor its arguments are seen in a list of processes of BootOS. */
    String demand(String purpose, String script, String... arguments) {
        return shell.demand(purpose, inside(script, arguments));
    }

    /** Writes all files at one go, each whole or not at all. What was a link becomes a file. */
    void write(List<TargetFile> files) {
        var puts = files.stream()
                .map(file ->
                        "put " + Quoting.join(file.path(), file.mode(), file.owner(), file.content()) + " || exit 1\n")
                .collect(Collectors.joining());
        demand("write files into the installed system", PUT + puts);
    }

    private Command inside(String script, String... arguments) {
        // The script sets its own arguments, since those of a command are for all to see.
        var whole = "{\nset -- " + Quoting.join(arguments) + "\n" + script + "\n} < /dev/null\n";
        return Command.script("printf %s " + Quoting.quote(whole)
                        + " | env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C chroot "
                        + Quoting.quote(folder) + " /bin/sh")
                .within(Duration.ofMinutes(10));
    }

    @Override
    public void close() {
        leave(shell, folder);
    }

    private static final String PUT = """
            put() { # PATH MODE OWNER CONTENT
              (umask 022; mkdir -p "$(dirname "$1")") || return 1
              (umask 077; printf %s "$4" > "$1.metalwright") && chmod "$2" "$1.metalwright" && chown "$3" "$1.metalwright" \\
                && mv "$1.metalwright" "$1"
            }
            """;
}
