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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An installed system that is mounted and not running. Paths are those that it will have itself; links lead where they will lead then. */
final class TargetSystem implements AutoCloseable {
    private static final int NO_ROOT = 3;

    private final BootOsShell shell;
    private final String folder;

    private TargetSystem(BootOsShell shell, String folder) {
        this.shell = shell;
        this.folder = folder;
    }

    /**
     * Mounts it, unless the step before has left it so.
     *
     * @param folder where in BootOS it is mounted
     */
    static TargetSystem mount(BootOsShell shell, String folder, String device) {
        var mounted = shell.run(Command.script(Scripts.on(folder, "mount.sh", "take.sh"), device)
                .within(Duration.ofMinutes(5)));
        if (!mounted.succeeded()) {
            leave(shell, folder);
            throw notMounted(shell, device, mounted);
        }
        return new TargetSystem(shell, folder);
    }

    private static ApplicationFailure notMounted(BootOsShell shell, String device, Result mounted) {
        if (mounted.status() == NO_ROOT) {
            return Failures.lasting(
                    FailureTypes.IMAGE_BROKEN,
                    "find the installed system in " + shell.place() + ": "
                            + mounted.errors().strip(),
                    "Import an image with an ext4, xfs or btrfs root.");
        }
        return Failures.mayPass(
                BootOsShell.COMMAND_FAILED,
                "mount the installed system of " + device + " in " + shell.place() + ": " + mounted.complaint(),
                "Look at the disk on the machine's console.");
    }

    /** Unmounts what is mounted there, by this attempt or by one that was cut off, and ends what still runs in it. */
    static void leave(BootOsShell shell, String folder) {
        var left = shell.run(Command.script(Scripts.on(folder) + "leave").within(Duration.ofMinutes(10)));
        if (!left.succeeded()) {
            throw Failures.mayPass(
                    BootOsShell.COMMAND_FAILED,
                    "unmount the installed system in " + shell.place() + ": " + left.complaint(),
                    "Look for processes that use it on the machine's console.");
        }
    }

    /**
     * A script that runs inside. Neither it nor its arguments are seen in a list of processes of BootOS.
     *
     * @param purpose what is being done, as a message begins: {@code "make host keys"}
     */
    record Part(String purpose, String script, List<String> arguments) {
        Part(String purpose, String script, String... arguments) {
            this(purpose, script, List.of(arguments));
        }
    }

    String demand(Part part) {
        return demand(List.of(part)).getFirst();
    }

    /** Runs one after the other in a single command, until one fails. What each printed, in order. */
    List<String> demand(List<Part> parts) {
        var done = shell.run(inside(parts));
        // Each part that succeeded is followed by a line that ends its output.
        var outputs = done.output().split(Pattern.quote(END_OF_PART), -1);
        if (done.succeeded() && outputs.length == parts.size() + 1) {
            return List.of(outputs).subList(0, parts.size());
        }
        var failed = parts.get(Math.min(outputs.length, parts.size()) - 1);
        throw Failures.mayPass(
                BootOsShell.COMMAND_FAILED,
                failed.purpose() + " in " + shell.place() + ": ended with status " + done.status() + ": "
                        + new Result(done.status(), outputs[outputs.length - 1], done.errors()).complaint(),
                "Read what the command says; the machine is still in BootOS and can be looked at.");
    }

    /** Writes all files at one go, each whole or not at all. What was a link becomes a file. */
    static Part writing(List<TargetFile> files) {
        var puts = files.stream()
                .map(file ->
                        "put " + Quoting.join(file.path(), file.mode(), file.owner(), file.content()) + " || exit 1\n")
                .collect(Collectors.joining());
        return new Part("write files into the installed system", PUT + puts);
    }

    private Command inside(List<Part> parts) {
        var whole = new StringBuilder("{\n");
        for (var part : parts) {
            // The script sets its own arguments, since those of a command are for all to see.
            whole.append("(\nset -- ")
                    .append(Quoting.join(part.arguments().toArray(String[]::new)))
                    .append('\n')
                    .append(part.script())
                    .append("\n) || exit $?\nprintf '%s' ")
                    .append(Quoting.quote(END_OF_PART))
                    .append('\n');
        }
        whole.append("} < /dev/null\n");
        return Command.script("printf %s " + Quoting.quote(whole.toString())
                        + " | env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C chroot "
                        + Quoting.quote(folder) + " /bin/sh")
                .within(Duration.ofMinutes(10));
    }

    @Override
    public void close() {
        leave(shell, folder);
    }

    private static final String END_OF_PART = "-- metalwright: this part is done --\n";

    /** Few processes, since there are many files: what is written belongs to root already, and its folder is mostly there. */
    private static final String PUT = """
            umask 077
            put() { # PATH MODE OWNER CONTENT
              [ -d "${1%/*}/" ] || (umask 022; mkdir -p "${1%/*}") || return 1
              [ ! -e "$1.metalwright" ] || rm -f "$1.metalwright"
              printf %s "$4" > "$1.metalwright" && chmod "$2" "$1.metalwright" && { [ "$3" = root:root ] || chown "$3" "$1.metalwright"; } \\
                && mv "$1.metalwright" "$1"
            }
            """;
}
