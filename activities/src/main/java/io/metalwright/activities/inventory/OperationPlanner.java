package io.metalwright.activities.inventory;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.Json;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.BootMode;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.Sha256;
import io.metalwright.model.boot.PlannedMedium;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.OutOfBandReport;
import io.metalwright.model.plan.OperationPlan;
import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.plan.PlannedErasure;
import io.metalwright.model.plan.SecureBootWarning;
import io.metalwright.model.run.RunKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settles what a run will do that takes a machine into BootOS and installs nothing. */
final class OperationPlanner {
    private final Cmdb cmdb;
    private final DiscChoice discs;

    OperationPlanner(Cmdb cmdb) {
        this.cmdb = cmdb;
        this.discs = new DiscChoice(cmdb);
    }

    /** The same for the same run, whatever was changed meanwhile: a plan is made once. */
    OperationPlan plan(String run, MachineId machine, OperationWish wish, List<String> steps) {
        return cmdb.atomically(() -> {
            cmdb.machines().lock(machine);
            var plan = cmdb.runPlans().find(run, OperationPlan.class).orElseGet(() -> {
                var made = make(machine, wish, steps);
                cmdb.runPlans().keep(run, made);
                return made;
            });
            if (!plan.disks().isEmpty()) {
                cmdb.machines().recordState(machine, MachineState.CLEANING, null);
            }
            return plan;
        });
    }

    private OperationPlan make(MachineId id, OperationWish wish, List<String> steps) {
        var machine = Plannable.inService(cmdb, id);
        var disc = discs.choose(machine, null);
        // Where nothing boots from the network nobody registers, and the first look at a machine is an inspection.
        var hardware = wish.kind() == RunKind.INSPECT && disc != null
                ? cmdb.machines().hardware(id).orElse(null)
                : Plannable.find(cmdb, id).hardware();
        if (wish.kind() == RunKind.CLEAN) {
            Plannable.notInUse(machine);
        }
        var erasures =
                hardware == null ? List.<PlannedErasure>of() : EraseChoice.of(machine.name(), hardware.disks(), wish);
        var secureBoot = SecureBootKnown.of(cmdb, id, hardware);
        var plan = new OperationPlan(
                wish.kind(),
                id,
                machine.site(),
                hardware == null ? null : hardware.system().serial(),
                hardware == null ? null : hardware.system().uuid(),
                machine.macs().addresses(),
                machine.bmc() == null ? null : machine.bmc().target(id),
                machine.bootAddress(),
                hardware == null ? bootMode(id) : hardware.bootMode(),
                machine.hostname(),
                erasures.stream().map(PlannedErasure::disk).distinct().toList(),
                erasures,
                effects(
                        machine,
                        hardware,
                        secureBoot,
                        disc,
                        erasures,
                        wish.kind() == RunKind.RUNBOOK ? steps : List.of(),
                        wish.beside()),
                secureBoot,
                disc,
                steps,
                "");
        return plan.hashed(Sha256.sumOf(Json.textWithout("hash", plan)).hex());
    }

    /** As its BMC told it; else that of nearly all machines that are sold. */
    private BootMode bootMode(MachineId id) {
        return cmdb.inspections().outOfBand(id).map(OutOfBandReport::bootMode).orElse(BootMode.UEFI);
    }

    /**
     * @param told steps that are told one by one, since nobody knows them by the kind of run
     * @param beside what is done to other things than disks
     */
    private static List<String> effects(
            MachineRow machine,
            @Nullable HardwareReport hardware,
            @Nullable Boolean secureBoot,
            @Nullable PlannedMedium disc,
            List<PlannedErasure> erasures,
            List<String> told,
            List<String> beside) {
        var effects = new ArrayList<String>();
        effects.add(machine.name()
                + (hardware == null
                        ? ", whose hardware is not known yet,"
                        : " (serial " + hardware.system().serial() + ")")
                + " is taken into BootOS" + (disc == null ? "" : " from " + disc) + "; what runs on it ends.");
        if (disc == null && Boolean.TRUE.equals(secureBoot)) {
            effects.add(SecureBootWarning.UNSIGNED_FROM_NETWORK);
        }
        if (erasures.isEmpty()) {
            effects.add(
                    told.isEmpty()
                            ? "No disk is touched."
                            : "No step erases a disk; what a script does, it tells itself.");
        }
        for (var erasure : erasures) {
            effects.add("On the disk with " + erasure.disk() + " "
                    + erasure.method().effect() + ".");
        }
        effects.addAll(beside);
        told.forEach(step -> effects.add("Step " + step + "."));
        return effects;
    }
}
