package io.metalwright.activities.inventory;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.run.RunKind;
import java.util.List;

/** A machine that a plan can be made for: in service, and with hardware that is known. */
record Plannable(MachineRow machine, HardwareReport hardware) {
    /** A machine that is in service, and that no registration has. */
    static MachineRow inService(Cmdb cmdb, MachineId id) {
        var machine = cmdb.machines().find(id).orElseThrow(() -> Refusal.unknownMachine(id));
        if (machine.state() == MachineState.RETIRED) {
            throw Refusal.of("Machine " + machine.name() + " is retired.", "Choose another machine.");
        }
        if (machine.state() == MachineState.REGISTERING && isBeingRegistered(cmdb, id)) {
            throw Refusal.of(
                    "Machine " + machine.name() + " is being registered.",
                    "Wait until it is available, or cancel its registration; then retry.");
        }
        return machine;
    }

    private static boolean isBeingRegistered(Cmdb cmdb, MachineId id) {
        var run = cmdb.runs().activeOf(List.of(id)).get(id);
        return run != null && run.kind() == RunKind.REGISTER;
    }

    /** A machine without a system that somebody uses. */
    static void notInUse(MachineRow machine) {
        if (machine.state().isInUse()) {
            throw Refusal.of(
                    "Machine " + machine.name() + " is " + machine.state().word()
                            + ": it holds a system that is in use.",
                    "Release it first.");
        }
    }

    static Plannable find(Cmdb cmdb, MachineId id) {
        var machine = inService(cmdb, id);
        var hardware = cmdb.machines()
                .hardware(id)
                .orElseThrow(
                        () -> Refusal.of(
                                "The hardware of " + machine.name() + " is not known yet.",
                                "Register the machine first: let it boot from the network, or start a run of kind 'register'; where it boots from virtual media, inspect it."));
        return new Plannable(machine, hardware);
    }
}
