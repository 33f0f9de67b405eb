package io.metalwright.activities.inventory;

import io.metalwright.activities.failures.Failures;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedFileSystem;
import io.metalwright.model.plan.PlannedStorage;
import io.metalwright.model.plan.PlannedVolume;
import io.metalwright.model.spec.DataSize;
import io.metalwright.model.spec.DiskWish;
import io.metalwright.model.spec.FileSystemWish;
import io.metalwright.model.spec.RaidLevel;
import io.metalwright.model.spec.StorageWish;
import io.metalwright.workflows.steps.FailureTypes;
import java.util.List;
import java.util.stream.Collectors;

/** Which disks get file systems beside the image's, and whether all of it has room. */
final class StorageChoice {
    /** What a partition table takes at both ends of a disk. */
    private static final long TABLES = 2 * DataSize.MIB;

    private final String machine;
    private final List<Disk> disks;
    private final StorageWish wish;

    /** @param disks all that the machine has */
    StorageChoice(String machine, List<Disk> disks, StorageWish wish) {
        this.machine = machine;
        this.disks = disks;
        this.wish = wish;
    }

    /** Whether the wish is for this disk by name: the image then goes to another. */
    boolean names(Disk disk) {
        return wish.fileSystems().stream().anyMatch(each -> each.disk() != null && disk.answersTo(each.disk()));
    }

    /** @param image where it goes */
    PlannedStorage plan(List<PlannedDisk> image, DiskWish disks) {
        return plan(
                image, disks, image.stream().mapToLong(PlannedDisk::bytes).min().orElseThrow());
    }

    /** @param volume where the image goes; its drives are no disks that the system sees */
    PlannedStorage plan(PlannedVolume volume) {
        return plan(volume.drives(), new DiskWish(RaidLevel.NONE, List.of()), volume.bytes());
    }

    private PlannedStorage plan(List<PlannedDisk> image, DiskWish disks, long room) {
        var planned = new PlannedStorage(
                wish.rootSize() == null ? null : wish.rootSize().bytes(),
                wish.fileSystems().stream()
                        .map(each -> planned(each, image, disks))
                        .toList(),
                wish.mounts());
        checkRoom(
                "the disk of the root file system",
                room,
                planned.rootBytes() == null ? 0 : planned.rootBytes(),
                planned.on(null));
        planned.otherDisks()
                .forEach(disk -> checkRoom(
                        "the disk with " + disk.identity(), disk.bytes(), 0, orderly(disk, planned.on(disk))));
        return planned;
    }

    private PlannedFileSystem planned(FileSystemWish each, List<PlannedDisk> image, DiskWish disks) {
        return new PlannedFileSystem(
                each.disk() == null ? null : other(each, each.disk(), image, disks),
                each.size() == null ? null : each.size().bytes(),
                each.type(),
                each.label(),
                each.mount(),
                each.options());
    }

    private PlannedDisk other(FileSystemWish each, String name, List<PlannedDisk> image, DiskWish disks) {
        var disk = DiskNames.find(machine, this.disks, name)
                .map(DiskChoice::planned)
                .orElseThrow(() -> Failures.lasting(
                        FailureTypes.NO_DISK,
                        "Machine " + machine + " has no fixed disk with serial or WWN '" + name + "' for the "
                                + each.words() + ".",
                        "It has: "
                                + DiskChoice.tellable(this.disks).stream()
                                        .map(there -> DiskChoice.planned(there).toString())
                                        .collect(Collectors.joining("; "))
                                + "."));
        if (image.contains(disk)
                || image.stream()
                        .anyMatch(drive ->
                                drive.serial() != null && drive.serial().equals(disk.serial()))) {
            throw Refusal.of(
                    "The disk '" + name + "' is wanted twice: for the " + each.words() + ", and "
                            + (disks.raid() == RaidLevel.NONE
                                    ? "for the image."
                                    : "as a member of the array for the image ("
                                            + disks.raid().word() + ")."),
                    "Leave 'disk' out, so that it lies behind the root file system; or retry with other 'disks.serials'.");
        }
        return disk;
    }

    /** Two names of a disk, its serial and its WWN, are one disk: what follows the rest of it has no room. */
    private List<PlannedFileSystem> orderly(PlannedDisk disk, List<PlannedFileSystem> all) {
        if (all.stream().limit(all.size() - 1L).anyMatch(each -> each.bytes() == null)) {
            throw Refusal.of(
                    "More than the rest of the disk with " + disk.identity() + " is asked for.",
                    "Retry with a 'size' for all but the last of its file systems.");
        }
        return all;
    }

    private void checkRoom(String place, long bytes, long root, List<PlannedFileSystem> all) {
        long asked = root + TABLES;
        for (var each : all) {
            asked += each.bytes() == null ? each.type().leastBytes() : each.bytes();
        }
        if (asked > bytes) {
            throw Failures.lasting(
                    FailureTypes.DISK_TOO_SMALL,
                    "'storage' asks for at least " + asked / DataSize.MIB + " MiB on " + place + " of machine "
                            + machine + ", which has " + bytes / DataSize.MIB + " MiB.",
                    "Retry with smaller sizes in 'storage', or with a larger disk.");
        }
    }
}
