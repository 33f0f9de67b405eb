package io.metalwright.activities.raid;

import io.metalwright.activities.disks.FormerWork;
import io.metalwright.activities.disks.PlannedDisks;
import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.inspection.HardwareFacts;
import io.metalwright.activities.raid.mdadm.Mdadm;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.activities.shell.Command;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Raid;
import io.metalwright.workflows.steps.Volumes;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Joins disks with what BootOS has. */
public final class BootOsRaid implements Raid {
    private final BootOsShells shells;
    private final FormerWork former;

    public BootOsRaid(BootOsShells shells) {
        this(shells, FormerWork.USUAL);
    }

    BootOsRaid(BootOsShells shells, FormerWork former) {
        this.shells = shells;
        this.former = former;
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
            var nodes = PlannedDisks.locate(shell, request.disks());
            former.end(shell);
            return switch (request.level()) {
                case NONE -> plain(shell, nodes.getFirst(), request.disks().getFirst());
                case SOFTWARE_RAID1 -> mirror(shell, nodes, request.disks());
            };
        }
    }

    @Override
    public Device find(BootOsTarget target, Volumes.Standing volume) {
        try (var shell = shells.open(target, Pulse.ofActivity())) {
            var device =
                    ControllerVolume.among(HardwareFacts.collectQuickly(shell).disks(), volume, shell.place());
            former.end(shell);
            release(shell, device.device());
            return device;
        }
    }

    private static Device plain(BootOsShell shell, String node, PlannedDisk disk) {
        release(shell, node);
        return new Device(
                node,
                Objects.requireNonNullElse(disk.serial(), ""),
                disk.bytes(),
                node + " is the disk of " + disk.identity() + ".",
                disk.wwn());
    }

    /** An old array would hold the disk now, and be found again by the installed system. What else is on the disk goes when the image is written. */
    private static void release(BootOsShell shell, String node) {
        new ArraysOnDisks(shell, List.of(node)).stopAll();
        if (shell.run(command(Mdadm.examine(node))).succeeded()) {
            shell.demand("remove the mark of an old array from " + node, command(Mdadm.zeroSuperblock(node)));
        }
    }

    private static Device mirror(BootOsShell shell, List<String> nodes, List<PlannedDisk> disks) {
        var mirror = new SoftwareMirror(shell, nodes);
        var array = mirror.configure();
        var bytes = shell.demand("measure " + array, Command.of("blockdev", "--getsize64", array));
        return new Device(
                array,
                "",
                Long.parseLong(bytes.strip()),
                array + " mirrors "
                        + IntStream.range(0, nodes.size())
                                .mapToObj(index -> nodes.get(index) + " (serial "
                                        + disks.get(index).serial() + ")")
                                .collect(Collectors.joining(" and "))
                        + ", " + mirror.state(array));
    }

    private static Command command(List<String> words) {
        return Command.of(words.toArray(String[]::new));
    }
}
