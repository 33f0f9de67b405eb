package io.metalwright.activities.disks;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.inspection.HardwareFacts;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.workflows.steps.FailureTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The disks of the plan among those that are there. */
public final class PlannedDisks {
    private PlannedDisks() {}

    /**
     * The node of each planned disk in this boot, in the plan's order. Each is looked for by what it says of itself; only when that leaves a doubt the
     * report, which costs ten times as much, tells what is there.
     */
    public static List<String> locate(BootOsShell shell, List<PlannedDisk> planned) {
        var nodes = planned.stream().map(disk -> nodes(shell, disk)).toList();
        if (nodes.stream().allMatch(found -> found.size() == 1)
                && nodes.stream().distinct().count() == planned.size()) {
            return nodes.stream().map(List::getFirst).toList();
        }
        return find(planned, HardwareFacts.collectQuickly(shell).disks(), shell.place()).stream()
                .map(Disk::name)
                .toList();
    }

    private static List<String> nodes(BootOsShell shell, PlannedDisk disk) {
        return shell.demand(
                        "find the disk with " + disk.identity(),
                        Command.of(
                                "metalwright-find-disk",
                                Objects.requireNonNullElse(disk.serial(), ""),
                                Long.toString(disk.bytes()),
                                Objects.requireNonNullElse(disk.wwn(), "")))
                .lines()
                .toList();
    }

    /** Each planned disk as it is called in this boot, in the plan's order. Any doubt is a refusal: no other disk is ever written. */
    public static List<Disk> find(List<PlannedDisk> planned, List<Disk> present, String place) {
        var found = new ArrayList<Disk>();
        for (var disk : planned) {
            var matches = present.stream().filter(disk::is).toList();
            if (matches.size() != 1) {
                throw Failures.lasting(
                        FailureTypes.WRONG_MACHINE,
                        "find the planned disk (" + disk + ") in " + place + ": "
                                + (matches.isEmpty() ? "it is not there" : matches.size() + " disks answer to it")
                                + ". There " + (present.isEmpty() ? "is none" : "are " + describe(present)),
                        "Put the disk back, or cancel and make a new plan with the disks that are there.");
            }
            found.add(matches.getFirst());
        }
        if (found.stream().distinct().count() != planned.size()) {
            throw Failures.lasting(
                    FailureTypes.WRONG_MACHINE,
                    "find the planned disks in " + place + ": the plan names one disk twice",
                    "Cancel and make a new plan with different disks.");
        }
        return found;
    }

    private static String describe(List<Disk> disks) {
        return disks.stream()
                .map(disk -> disk.name() + " (" + identity(disk) + ", " + disk.bytes() + " bytes)")
                .collect(Collectors.joining(", "));
    }

    /** By what a disk that is there is told from others, as far as it says so. */
    public static String identity(Disk disk) {
        return disk.serial() == null && disk.wwn() == null
                ? "without serial and WWN"
                : new PlannedDisk(disk.wwn(), disk.serial(), disk.bytes()).identity();
    }
}
