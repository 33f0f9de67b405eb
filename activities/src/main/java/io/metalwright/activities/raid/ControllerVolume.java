package io.metalwright.activities.raid;

import io.metalwright.activities.disks.PlannedDisks;
import io.metalwright.activities.failures.Failures;
import io.metalwright.model.hardware.Disk;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Raid;
import io.metalwright.workflows.steps.Volumes;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the system sees of a RAID controller's volume: the disk of its world-wide name. Where the BMC tells no such name, the one of its size among the
 * volumes that the controllers' drivers tell of, or else among disks that are no drive of it.
 */
final class ControllerVolume {
    private static final String RAID = "raid";

    private ControllerVolume() {}

    static Raid.Device among(List<Disk> present, Volumes.Standing volume, String place) {
        var wwn = volume.wwn();
        var matches = wwn == null ? bySize(present, volume) : byName(present, wwn);
        if (matches.size() != 1) {
            throw Failures.lasting(
                    FailureTypes.WRONG_MACHINE,
                    "find volume '" + volume.name() + "' (" + volume.level().word() + ", " + volume.bytes() + " bytes"
                            + (wwn == null ? ", WWN untold" : ", WWN " + wwn) + ") in " + place + ": "
                            + (matches.isEmpty() ? "no disk is it" : matches.size() + " disks may be it")
                            + ". There " + (present.isEmpty() ? "is none" : "are " + described(present)),
                    "See whether the controller's driver is loaded, and what 'metalwright bmc volumes' tells; then retry. Nothing was written.");
        }
        var disk = matches.getFirst();
        return new Raid.Device(
                disk.name(),
                Objects.requireNonNullElse(disk.serial(), ""),
                disk.bytes(),
                disk.name() + " is volume '" + volume.name() + "' of " + volume.controller() + ", by its "
                        + (wwn == null ? "size alone, since the BMC tells no WWN." : "WWN " + wwn + "."),
                disk.wwn());
    }

    /** Some kernels' drivers tell it as the serial number alone; some BMCs tell the first half of it. */
    private static List<Disk> byName(List<Disk> present, String wwn) {
        var whole = present.stream()
                .filter(disk -> names(disk).anyMatch(wwn::equals))
                .toList();
        return whole.isEmpty() && wwn.length() == 18
                ? present.stream()
                        .filter(disk -> disk.wwn() != null && digits(disk.wwn()).startsWith(wwn))
                        .toList()
                : whole;
    }

    private static Stream<String> names(Disk disk) {
        return Stream.of(digits(disk.wwn()), digits(disk.serial()));
    }

    private static String digits(@Nullable String name) {
        var plain = name == null ? "" : name.toLowerCase(Locale.ROOT);
        return plain.startsWith("0x") ? plain : "0x" + plain;
    }

    private static List<Disk> bySize(List<Disk> present, Volumes.Standing volume) {
        var ofSize = present.stream()
                .filter(disk -> !disk.removable() && disk.bytes() == volume.bytes())
                .toList();
        var told = ofSize.stream().filter(disk -> RAID.equals(disk.bus())).toList();
        return told.isEmpty()
                ? ofSize.stream()
                        .filter(disk -> volume.drives().stream()
                                .noneMatch(drive -> drive.serial() != null
                                                && drive.serial().equals(disk.serial())
                                        || drive.wwn() != null && drive.wwn().equals(disk.wwn())))
                        .toList()
                : told;
    }

    private static String described(List<Disk> present) {
        return present.stream()
                .map(disk -> disk.name() + " (" + PlannedDisks.identity(disk) + ", " + disk.bytes() + " bytes, "
                        + disk.bus() + ")")
                .collect(Collectors.joining(", "));
    }
}
