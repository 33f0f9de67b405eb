package io.metalwright.activities.inventory;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.model.MachineId;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.ProvisionPlan;
import io.metalwright.model.spec.DiskWish;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.ReinstallSpec;
import java.util.Objects;

/** What a machine was deployed from: taken up again, or given up. */
final class Releases {
    private final Cmdb cmdb;

    Releases(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    String release(MachineRow machine) {
        return cmdb.atomically(() -> {
            cmdb.machines().recordRelease(machine.id());
            cmdb.addresses().release(machine.id(), AddressPurpose.SYSTEM);
            return machine.name() + " is available"
                    + (machine.hostname() == null ? "" : ", and " + machine.hostname() + " is no more")
                    + (machine.address() == null ? "." : "; its address " + machine.address() + " is given back.");
        });
    }

    /** On the disks that were written then, unless others are named now: an old system on another disk could boot instead. */
    ProvisionSpec reinstall(MachineId machine, ReinstallSpec changed) {
        var before = cmdb.runPlans()
                .lastDeployed(machine)
                .orElseThrow(() -> Refusal.of(
                        "Nothing is known of what machine " + machine + " was installed with.",
                        "Cancel, and start a run of kind 'provision' instead."));
        var spec = changed.over(before.spec());
        return changed.disks() == null ? spec.onDisks(disks(before.plan())) : spec;
    }

    private static DiskWish disks(ProvisionPlan plan) {
        return new DiskWish(
                plan.raid(), plan.disks().stream().map(Releases::name).toList(), VolumeChoice.again(plan.volume()));
    }

    private static String name(PlannedDisk disk) {
        return disk.serial() == null || disk.serial().isBlank() ? Objects.requireNonNull(disk.wwn()) : disk.serial();
    }
}
