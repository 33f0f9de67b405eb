package io.metalwright.activities.erasure;

import io.metalwright.activities.disks.FormerWork;
import io.metalwright.activities.disks.PlannedDisks;
import io.metalwright.activities.inspection.HardwareFacts;
import io.metalwright.activities.raid.ArraysOnDisks;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedErasure;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.Erasure;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.stream.Collectors;

/** Erases disks with what BootOS has. */
public final class BootOsErasure implements Erasure {
    private final BootOsShells shells;
    private final FormerWork former;

    public BootOsErasure(BootOsShells shells) {
        this(shells, FormerWork.USUAL);
    }

    BootOsErasure(BootOsShells shells, FormerWork former) {
        this.shells = shells;
        this.former = former;
    }

    @Override
    public String wipe(BootOsTarget target, List<PlannedDisk> planned) {
        try (var shell = shells.open(target, Pulse.ofActivity())) {
            var disks = find(planned, shell);
            former.end(shell);
            new ArraysOnDisks(shell, disks.stream().map(Disk::name).toList()).stopAll();
            for (var disk : disks) {
                var marks = new DiskMarks(shell, disk.name());
                marks.destroy();
                marks.proveGone();
            }
            return "On "
                    + planned.stream().map(PlannedDisk::toString).collect(Collectors.joining(" and "))
                    + " no array, partition or signature is found any more, and the first and last MiB read as zeros.";
        }
    }

    @Override
    public String erase(BootOsTarget target, PlannedErasure erasure, long from) {
        var heartbeat = new ErasureHeartbeat(erasure.disk().bytes(), from);
        try (var shell = shells.open(target, heartbeat)) {
            var disk = find(List.of(erasure.disk()), shell).getFirst();
            // Other disks may be erasing themselves for this run.
            former.endImaging(shell);
            former.leaveSystem(shell);
            new ArraysOnDisks(shell, List.of(disk.name())).stopAll();
            return "The disk with " + erasure.disk() + ": "
                    + switch (erasure.method()) {
                        case OVERWRITE -> new Overwriting(shell, disk, heartbeat).erase();
                        case NVME_FORMAT, ATA_SECURE_ERASE ->
                            new SelfErasing(shell, disk, erasure.method(), heartbeat)
                                    .erase(former.jobs(), target.keyName());
                        case METADATA -> metadata(shell, disk);
                    };
        } catch (ApplicationFailure e) {
            throw FailureTypes.MACHINE_LOST.equals(e.getType()) ? heartbeat.toldBy(e) : e;
        }
    }

    private static String metadata(BootOsShell shell, Disk disk) {
        var marks = new DiskMarks(shell, disk.name());
        marks.destroy();
        marks.proveGone();
        return "no signature is found any more.";
    }

    private static List<Disk> find(List<PlannedDisk> planned, BootOsShell shell) {
        return PlannedDisks.find(planned, HardwareFacts.collectQuickly(shell).disks(), shell.place());
    }
}
