package io.metalwright.activities.raid;

import io.metalwright.activities.disks.PlannedDisks;
import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.inspection.HardwareFacts;
import io.metalwright.activities.raid.mdadm.Mdadm;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.activities.shell.Command;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.model.hardware.Disk;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Raid;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Joins disks with what BootOS has. */
public final class BootOsRaid implements Raid {
    private final BootOsShells shells;

    public BootOsRaid(BootOsShells shells) {
        this.shells = shells;
    }

    @Override
    public Device configure(BootOsTarget target, Request request) {
        if (request.disks().size() != request.level().disks()) {
            throw Failures.lasting(
                    FailureTypes.REFUSED,
                    "configure " + request.level().word() + " on " + target.machine() + ": it takes "
                            + request.level().disks() + " disks, and the plan has "
                            + request.disks().size(),
                    "Cancel and make a new plan.");
        }
        try (var shell = shells.open(target, Pulse.ofActivity())) {
            var disks = PlannedDisks.find(
                    request.disks(), HardwareFacts.collectQuickly(shell).disks(), shell.place());
            return switch (request.level()) {
                case NONE -> plain(shell, disks.getFirst());
                case SOFTWARE_RAID1 -> mirror(shell, disks);
            };
        }
    }

    /** An old array would hold the disk now, and be found again by the installed system. What else is on the disk goes when the image is written. */
    private static Device plain(BootOsShell shell, Disk disk) {
        new ArraysOnDisks(shell, List.of(disk.name())).stopAll();
        if (shell.run(command(Mdadm.examine(disk.name()))).succeeded()) {
            shell.demand(
                    "remove the mark of an old array from " + disk.name(), command(Mdadm.zeroSuperblock(disk.name())));
        }
        return new Device(
                disk.name(),
                Objects.requireNonNullElse(disk.serial(), ""),
                disk.bytes(),
                disk.name() + " is the disk of " + PlannedDisks.identity(disk) + ".");
    }

    private static Device mirror(BootOsShell shell, List<Disk> disks) {
        var mirror = new SoftwareMirror(shell, disks.stream().map(Disk::name).toList());
        var array = mirror.configure();
        var bytes = shell.demand("measure " + array, Command.of("blockdev", "--getsize64", array));
        return new Device(
                array,
                "",
                Long.parseLong(bytes.strip()),
                array + " mirrors "
                        + disks.stream()
                                .map(disk -> disk.name() + " (serial " + disk.serial() + ")")
                                .collect(Collectors.joining(" and "))
                        + ", " + mirror.state(array));
    }

    private static Command command(List<String> words) {
        return Command.of(words.toArray(String[]::new));
    }
}
