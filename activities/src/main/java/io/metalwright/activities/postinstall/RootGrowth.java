package io.metalwright.activities.postinstall;

import io.metalwright.activities.disks.Located;
import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.activities.shell.Result;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.FileSystems;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Gives the last partition, and the file system in it, all room that the device has, or as much as is wished. One command does it all: each costs a small machine time. */
final class RootGrowth {
    private static final Duration LIMIT = Duration.ofHours(1);
    /** What {@code grow.sh} ends with. */
    private static final int NOT_GROWN = 5;

    private static final int BROKEN = 6;
    private static final int LARGER = 7;
    private static final int NO_ROOM = 8;

    private final BootOsShell shell;
    private final Located device;
    private final String folder;

    /** @param folder where it may be mounted, and is left mounted */
    RootGrowth(BootOsShell shell, Located device, String folder) {
        this.shell = shell;
        this.folder = folder;
        this.device = device;
    }

    String grow() {
        return grow(List.of());
    }

    String growTo(FileSystems.RootWish wish) {
        return grow(Stream.concat(Stream.of(Long.toString(wish.rootBytes())), wish.later().stream())
                .toList());
    }

    private String grow(List<String> wish) {
        var arguments = new ArrayList<>(List.of(device.path(), Long.toString(device.bytes())));
        arguments.addAll(wish);
        var done = shell.run(Command.script(Scripts.on(folder, "mount.sh", "grow.sh"), arguments.toArray(String[]::new))
                .within(LIMIT));
        if (!done.succeeded()) {
            throw failed(done);
        }
        return prove(Grown.parse(done.output()));
    }

    private ApplicationFailure failed(Result done) {
        var message = "in " + shell.place() + ": " + done.complaint();
        return switch (done.status()) {
            case NOT_GROWN ->
                Failures.mayPass(FailureTypes.NOT_DONE, message, "See whether another process holds the disk.");
            case BROKEN ->
                Failures.mayPass(
                        FailureTypes.IMAGE_BROKEN,
                        message,
                        "Write the image again; when that does not help, see the disk's health.");
            case LARGER ->
                Failures.lasting(
                        FailureTypes.REFUSED,
                        message,
                        "Retry with a change of /storage/rootSize to what it has or more.");
            case NO_ROOM ->
                Failures.lasting(
                        FailureTypes.DISK_TOO_SMALL,
                        message,
                        "Retry with a change of /storage/rootSize, or of /disks to a larger one.");
            default ->
                Failures.mayPass(
                        BootOsShell.COMMAND_FAILED,
                        message,
                        "Read what the command says; the machine is still in BootOS and can be looked at.");
        };
    }

    private String prove(Grown grown) {
        var partition = grown.node() + " has " + grown.bytes() + " bytes, ";
        if (grown.fileSystemBytes() == 0) {
            return partition
                    + switch (grown.fileSystem()) {
                        case "none" -> "and holds no file system, which is left as it is";
                        case "logical" -> "and is a logical partition, which is left as it is";
                        default -> "and holds " + grown.fileSystem() + ", which is left as it is";
                    };
        }
        // File systems keep a little at their end; less than nine tenths is none of that.
        if (grown.fileSystemBytes() < grown.bytes() / 10 * 9) {
            throw Failures.mayPass(
                    FailureTypes.NOT_DONE,
                    "grow the " + grown.fileSystem() + " of " + grown.node() + " in " + shell.place() + ": it has "
                            + grown.fileSystemBytes() + " bytes in a partition of " + grown.bytes(),
                    "See the kernel's messages on the machine's console.");
        }
        return partition + "its " + grown.fileSystem() + " " + grown.fileSystemBytes();
    }

    /** @param fileSystemBytes 0 where it is left as it is */
    private record Grown(String node, long bytes, String fileSystem, long fileSystemBytes) {
        static Grown parse(String line) {
            var words = line.strip().split(" ");
            return new Grown(words[0], Long.parseLong(words[1]), words[2], Long.parseLong(words[3]));
        }
    }
}
