package io.metalwright.activities.postinstall;

import io.metalwright.activities.disks.Located;
import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.workflows.steps.FailureTypes;
import java.time.Duration;

/** Gives the last partition, and the file system in it, all room that the device has. */
final class RootGrowth {
    private static final Duration LIMIT = Duration.ofHours(1);

    private final BootOsShell shell;
    private final String device;
    private final long deviceBytes;
    private final String folder;

    /** @param folder where it may be mounted */
    RootGrowth(BootOsShell shell, Located located, String folder) {
        this.shell = shell;
        this.folder = folder;
        device = located.path();
        deviceBytes = located.bytes();
    }

    String grow() {
        TargetSystem.leave(shell, folder);
        var before = table();
        var partition = before.last();
        if (before.roomBehind(partition, deviceBytes)) {
            // All but the size stays: type, GUID, name, attributes. The second copy of a GPT, which is where the image
            // ended, sfdisk puts at the
            // device's end by itself whenever it writes.
            shell.demand(
                    "grow " + partition.node(),
                    Command.of(
                                    "sfdisk",
                                    "--no-reread",
                                    "--no-tell-kernel",
                                    "--force",
                                    "-q",
                                    "-N",
                                    Integer.toString(before.number(partition)),
                                    device)
                            .reading(", +\n"));
        }
        shell.demand("have the kernel see the new size", Command.of("partx", "-u", device));
        return prove(partition, growFileSystem(partition.node()));
    }

    private PartitionTable table() {
        return PartitionTable.parse(shell.demand("read the partition table", Command.of("sfdisk", "-J", device)));
    }

    /** What was grown, with its size as it reads now. */
    private FileSystem growFileSystem(String node) {
        var kind = shell.run(Command.of("blkid", "-p", "-s", "TYPE", "-o", "value", node))
                .output()
                .strip();
        return switch (kind) {
            case "ext2", "ext3", "ext4" -> ext(node, kind);
            case "xfs", "btrfs" -> mounted(node, kind);
            default -> new FileSystem.LeftAsItIs(kind.isEmpty() ? "no file system" : kind);
        };
    }

    private FileSystem ext(String node, String kind) {
        // 1: errors were found and corrected (e2fsck(8)).
        var check = shell.run(Command.of("e2fsck", "-f", "-p", node).within(LIMIT));
        if (check.status() > 1) {
            throw Failures.mayPass(
                    FailureTypes.IMAGE_BROKEN,
                    "check the file system of " + node + " in " + shell.place() + ": " + check.complaint(),
                    "Write the image again; when that does not help, see the disk's health.");
        }
        // With a kernel that knows ext4, resize2fs leaves new inode tables to that of the installed system: they are
        // 1.6 % of a disk.
        shell.run(Command.of("modprobe", "-q", "ext4"));
        shell.demand(
                "grow the file system of " + node, Command.of("resize2fs", node).within(LIMIT));
        var sizes = shell.demand(
                "read the file system's size",
                Command.script("dumpe2fs -h \"$1\" 2> /dev/null | sed -n 's/^Block \\(count\\|size\\): *//p'", node));
        var words = sizes.strip().split("\\s+");
        return new FileSystem.Grown(kind, Long.parseLong(words[0]) * Long.parseLong(words[1]));
    }

    private FileSystem mounted(String node, String kind) {
        try (var target = TargetSystem.mount(shell, folder, device)) {
            if (!target.root().equals(node)) {
                return new FileSystem.LeftAsItIs(kind);
            }
            if (kind.equals("xfs")) {
                shell.demand(
                        "grow the file system of " + node,
                        Command.of("xfs_growfs", target.folder()).within(LIMIT));
            } else {
                target.demand("grow the file system of " + node, "btrfs filesystem resize max /");
            }
            var sizes = shell.demand(
                    "read the file system's size", Command.of("stat", "-f", "-c", "%b %S", target.folder()));
            var words = sizes.strip().split(" ");
            return new FileSystem.Grown(kind, Long.parseLong(words[0]) * Long.parseLong(words[1]));
        }
    }

    private String prove(PartitionTable.Partition partition, FileSystem fileSystem) {
        var after = table();
        var grown = after.last();
        long bytes = grown.size() * after.sectorBytes();
        if (after.roomBehind(grown, deviceBytes)) {
            throw Failures.mayPass(
                    FailureTypes.NOT_DONE,
                    "grow " + partition.node() + " in " + shell.place()
                            + ": the table was written, and reads as before",
                    "See whether another process holds the disk.");
        }
        return partition.node() + " has " + bytes + " bytes, "
                + switch (fileSystem) {
                    case FileSystem.LeftAsItIs left -> "and holds " + left.kind() + ", which is left as it is";
                    case FileSystem.Grown growth ->
                        "its " + growth.kind() + " " + enough(growth, bytes, partition.node());
                };
    }

    /** File systems keep a little at their end; less than nine tenths is none of that. */
    private long enough(FileSystem.Grown growth, long bytes, String node) {
        if (growth.bytes() < bytes / 10 * 9) {
            throw Failures.mayPass(
                    FailureTypes.NOT_DONE,
                    "grow the " + growth.kind() + " of " + node + " in " + shell.place() + ": it has " + growth.bytes()
                            + " bytes in a partition of " + bytes,
                    "See the kernel's messages on the machine's console.");
        }
        return growth.bytes();
    }

    private sealed interface FileSystem {
        record Grown(String kind, long bytes) implements FileSystem {}

        /** One that we cannot grow, or must not. */
        record LeftAsItIs(String kind) implements FileSystem {}
    }
}
