package io.metalwright.activities.inventory;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MacTaken;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.model.MachineId;
import io.metalwright.model.hardware.Nic;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.workflows.steps.Adoptions;
import io.metalwright.workflows.steps.RunningSystem;

/** {@link Adoptions} in the CMDB. Done again, it is done once. */
public final class CmdbAdoptions implements Adoptions {
    private final Cmdb cmdb;

    public CmdbAdoptions(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @Override
    public void record(MachineId id, RunningSystem.Found found, Ipv4Address address) {
        var machine = cmdb.machines().find(id).orElseThrow(() -> Refusal.unknownMachine(id));
        cmdb.atomically(() -> {
            cmdb.addresses()
                    .hold(machine.site(), address, AddressPurpose.SYSTEM, id, null)
                    .ifPresent(holder -> {
                        throw Refusal.of(
                                "The address " + address + " is machine " + holder.machine() + "'s.",
                                "Release that machine, or mend its record; then retry.");
                    });
            hardware(id, found);
            return cmdb.machines().recordAdoption(id, found.hostname(), address, found.os());
        });
    }

    private void hardware(MachineId id, RunningSystem.Found found) {
        var report = found.report();
        try {
            cmdb.machines()
                    .recordHardware(
                            id, report, report.nics().stream().map(Nic::mac).toList());
        } catch (MacTaken e) {
            throw Refusal.of(
                    "record the hardware of " + id + ": " + e.getMessage() + ".",
                    "Was the machine entered twice? Delete the record that is out of date and retry.");
        }
    }
}
