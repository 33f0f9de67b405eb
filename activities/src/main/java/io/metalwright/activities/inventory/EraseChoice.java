package io.metalwright.activities.inventory;

import io.metalwright.activities.failures.Failures;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.SelfErase;
import io.metalwright.model.plan.EraseMethod;
import io.metalwright.model.plan.EraseWish;
import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.plan.PlannedErasure;
import io.metalwright.workflows.steps.FailureTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which disks are erased and how. One that is removable, or cannot be told from another by WWN or serial, is never chosen. */
final class EraseChoice {
    private EraseChoice() {}

    static List<PlannedErasure> of(String machine, List<Disk> disks, OperationWish wish) {
        if (wish.erase().isEmpty()) {
            return List.of();
        }
        var chosen = wish.disks().isEmpty() ? DiskChoice.tellable(disks) : named(machine, disks, wish.disks());
        var erasures = new ArrayList<PlannedErasure>();
        for (var how : wish.erase()) {
            for (var disk : chosen) {
                erasures.add(new PlannedErasure(DiskChoice.planned(disk), method(how, disk)));
            }
        }
        return erasures;
    }

    private static List<Disk> named(String machine, List<Disk> disks, List<String> names) {
        return names.stream()
                .map(name -> DiskNames.find(machine, disks, name)
                        .orElseThrow(() -> Failures.lasting(
                                FailureTypes.NO_DISK,
                                "Machine " + machine + " has no fixed disk with serial or WWN '" + name
                                        + "' that can be told from the others.",
                                "It has: "
                                        + DiskChoice.tellable(disks).stream()
                                                .map(disk ->
                                                        DiskChoice.planned(disk).toString())
                                                .collect(Collectors.joining("; "))
                                        + ".")))
                .distinct()
                .toList();
    }

    private static EraseMethod best(Disk disk) {
        if (disk.selfErase().contains(SelfErase.NVME_FORMAT)) {
            return EraseMethod.NVME_FORMAT;
        }
        return disk.selfErase().contains(SelfErase.ATA_SECURE_ERASE)
                ? EraseMethod.ATA_SECURE_ERASE
                : EraseMethod.OVERWRITE;
    }

    private static EraseMethod method(EraseWish how, Disk disk) {
        return switch (how) {
            case METADATA -> EraseMethod.METADATA;
            case OVERWRITE -> EraseMethod.OVERWRITE;
            case BEST -> best(disk);
        };
    }
}
