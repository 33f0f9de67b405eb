package io.metalwright.activities.inventory;

import io.metalwright.activities.failures.Failures;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedImage;
import io.metalwright.model.spec.DiskWish;
import io.metalwright.model.spec.RaidLevel;
import io.metalwright.workflows.steps.FailureTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which disks are written. One that is removable, or cannot be told from another by WWN or serial, is never chosen. */
final class DiskChoice {
    /** Room behind the data for the superblock of md metadata 1.0, with some to spare. */
    private static final long SUPERBLOCK = 1 << 20;

    private final String machine;
    private final DiskWish wish;
    private final long needed;
    private final PlannedImage image;

    private DiskChoice(String machine, DiskWish wish, PlannedImage image) {
        this.machine = machine;
        this.wish = wish;
        this.image = image;
        this.needed = image.sizeBytes() + (wish.raid() == RaidLevel.NONE ? 0 : SUPERBLOCK);
    }

    static List<PlannedDisk> of(String machine, List<Disk> disks, DiskWish wish, PlannedImage image) {
        var choice = new DiskChoice(machine, wish, image);
        var chosen = wish.serials().isEmpty() ? choice.bySize(tellable(disks)) : choice.byName(disks);
        return chosen.stream().map(DiskChoice::planned).toList();
    }

    private List<Disk> byName(List<Disk> all) {
        var chosen = new ArrayList<Disk>();
        for (var name : wish.serials()) {
            var disk = DiskNames.find(machine, all, name).orElseThrow(() -> noDisk(name, all));
            if (!chosen.contains(disk)) {
                chosen.add(disk);
            }
        }
        if (chosen.size() != wish.raid().disks()) {
            throw Refusal.of(
                    "RAID '" + wish.raid().word() + "' takes " + wish.raid().disks() + " disks, and " + chosen.size()
                            + " were named.",
                    "Retry with as many in 'disks.serials'.");
        }
        chosen.forEach(this::checkSize);
        return chosen;
    }

    private List<Disk> bySize(List<Disk> known) {
        if (known.size() < wish.raid().disks()) {
            throw Failures.lasting(
                    FailureTypes.NO_DISK,
                    "Machine " + machine + " has " + known.size()
                            + " disks that can be told apart and are not removable; "
                            + wish.raid().disks() + " are needed.",
                    "See the disks on the machine's page. Inspect it after disks were put in.");
        }
        var fitting = known.stream()
                .filter(disk -> disk.bytes() >= needed)
                // Among equals the kernel's order, which mostly is the firmware's: it then boots from the disk that was
                // written.
                .sorted(Comparator.comparingLong(Disk::bytes).thenComparing(Disk::name))
                .toList();
        if (fitting.size() < wish.raid().disks()) {
            checkSize(known.stream().max(Comparator.comparingLong(Disk::bytes)).orElseThrow());
            throw Failures.lasting(
                    FailureTypes.DISK_TOO_SMALL,
                    "Image '" + image.name() + "' needs " + needed + " bytes on each of "
                            + wish.raid().disks() + " disks, and only " + fitting.size() + " of machine " + machine
                            + " are as large.",
                    "Retry with a smaller image or without RAID.");
        }
        return switch (wish.raid()) {
            case NONE -> List.of(fitting.getFirst());
            case SOFTWARE_RAID1 -> mostEqual(fitting);
        };
    }

    /** Of neighbours by size those that differ least, and of these the smallest. */
    private static List<Disk> mostEqual(List<Disk> sorted) {
        int best = 0;
        for (int place = 1; place + 1 < sorted.size(); place++) {
            if (difference(sorted, place) < difference(sorted, best)) {
                best = place;
            }
        }
        return sorted.subList(best, best + 2);
    }

    private static long difference(List<Disk> sorted, int place) {
        return sorted.get(place + 1).bytes() - sorted.get(place).bytes();
    }

    private void checkSize(Disk disk) {
        if (disk.bytes() < needed) {
            throw Failures.lasting(
                    FailureTypes.DISK_TOO_SMALL,
                    "Image '" + image.name() + "' needs " + needed + " bytes (" + gigabytes(needed)
                            + "), and the disk of machine "
                            + machine + " with " + planned(disk).identity() + " has " + disk.bytes() + " bytes ("
                            + gigabytes(disk.bytes()) + ").",
                    "Retry with a smaller image or a larger disk.");
        }
    }

    private RuntimeException noDisk(String name, List<Disk> all) {
        boolean removable = all.stream().anyMatch(disk -> disk.removable() && disk.answersTo(name));
        return Failures.lasting(
                FailureTypes.NO_DISK,
                "Machine " + machine + " has no disk with serial or WWN '" + name + "'"
                        + (removable ? " that is not removable." : " that can be told from the others."),
                "It has: "
                        + tellable(all).stream()
                                .map(disk -> planned(disk).toString())
                                .collect(Collectors.joining("; ")) + ".");
    }

    /** Not removable, with an identity that no other disk of the machine has too. */
    static List<Disk> tellable(List<Disk> disks) {
        Set<Object> seen = new HashSet<>();
        var twice = disks.stream()
                .map(DiskChoice::identity)
                .filter(identity -> !seen.add(identity))
                .collect(Collectors.toSet());
        return disks.stream()
                .filter(disk -> !disk.removable())
                .filter(disk -> filled(disk.serial()) || filled(disk.wwn()))
                .filter(disk -> !twice.contains(identity(disk)))
                .toList();
    }

    private static Object identity(Disk disk) {
        return List.of(Objects.requireNonNullElse(disk.wwn(), ""), Objects.requireNonNullElse(disk.serial(), ""));
    }

    private static boolean filled(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    static PlannedDisk planned(Disk disk) {
        return new PlannedDisk(disk.wwn(), disk.serial(), disk.bytes());
    }

    private static String gigabytes(long bytes) {
        return "%d.%d GB".formatted(bytes / 1_000_000_000, bytes / 100_000_000 % 10);
    }
}
