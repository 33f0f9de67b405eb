package io.metalwright.activities.inventory;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.model.MachineId;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.spec.DiskWish;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.ReinstallSpec;
import java.util.List;
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
        if (changed.disks() != null) {
            return spec;
        }
        var present =
                cmdb.machines().hardware(machine).map(HardwareReport::disks).orElse(List.of());
        var plan = before.plan();
        return spec.onDisks(new DiskWish(
                plan.raid(),
                plan.disks().stream().map(disk -> name(disk, present)).toList(),
                VolumeChoice.again(plan.volume())));
    }

    /** A neighbour may share the serial; only of some cheap disks it shares the WWN. */
    private static String name(PlannedDisk disk, List<Disk> present) {
        var wwn = disk.wwn();
        var serial = disk.serial();
        if (serial == null || serial.isBlank()) {
            return Objects.requireNonNull(wwn);
        }
        return wwn == null
                        || wwn.isBlank()
                        || present.stream()
                                        .filter(other -> wwn.equals(other.wwn()))
                                        .count()
                                > 1
                ? serial
                : wwn;
    }
}
