package io.metalwright.activities.inventory;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MacTaken;
import io.metalwright.cmdb.machine.MachineBmc;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.cmdb.segment.AddressPurpose;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.boot.InstalledSystem;
import io.metalwright.model.hardware.FactSource;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.HardwareTree;
import io.metalwright.model.hardware.Nic;
import io.metalwright.model.hardware.OutOfBandReport;
import io.metalwright.model.plan.OperationPlan;
import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.plan.ProvisionPlan;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.RegisterSpec;
import io.metalwright.model.spec.ReinstallSpec;
import io.metalwright.workflows.steps.Inventory;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@link Inventory} in the CMDB. Everything may be asked again. */
public final class CmdbInventory implements Inventory {
    private final Cmdb cmdb;
    private final Enrolment enrolment;
    private final BmcLeases bmcLeases;
    private final ProvisionPlanner planner;
    private final OperationPlanner operations;
    private final Releases releases;

    public CmdbInventory(Cmdb cmdb) {
        this.cmdb = cmdb;
        this.enrolment = new Enrolment(cmdb);
        this.bmcLeases = new BmcLeases(cmdb);
        this.planner = new ProvisionPlanner(cmdb);
        this.operations = new OperationPlanner(cmdb);
        this.releases = new Releases(cmdb);
    }

    @Override
    public Known find(MachineId machine) {
        return known(row(machine));
    }

    @Override
    public Known enroll(RegisterSpec spec, MachineId proposed) {
        return known(row(enrolment.enroll(spec, proposed)));
    }

    @Override
    public BmcLease leaseBmc(MachineId machine, HardwareReport report) {
        return bmcLeases.lease(row(machine), report);
    }

    @Override
    public void recordHardware(MachineId machine, HardwareReport report) {
        row(machine);
        var known = cmdb.machines().hardware(machine);
        try {
            cmdb.machines()
                    .recordHardware(
                            machine,
                            known.map(report::after).orElse(report),
                            report.nics().stream().map(Nic::mac).toList());
        } catch (MacTaken e) {
            throw Refusal.of(
                    "record the hardware of " + machine + ": " + e.getMessage() + ".",
                    "Was the card moved, or the machine entered twice? Delete the record that is out of date and retry.");
        }
    }

    @Override
    public void recordBmc(BmcTarget bmc) {
        there(bmc.machine(), cmdb.machines().recordBmc(bmc.machine(), MachineBmc.of(bmc)));
    }

    @Override
    public void recordState(MachineId machine, MachineState state, @Nullable String reason) {
        there(machine, cmdb.machines().recordState(machine, state, reason));
    }

    @Override
    public ProvisionPlan planProvision(String runId, MachineId machine, ProvisionSpec spec, List<String> steps) {
        return settled(runId, () -> planner.plan(runId, machine, spec, steps));
    }

    @Override
    public OperationPlan planOperation(String runId, MachineId machine, OperationWish wish, List<String> steps) {
        return settled(runId, () -> operations.plan(runId, machine, wish, steps));
    }

    /** A draft is made as the plan would be, addresses and all, and then nothing of it is kept. */
    private <P> P settled(String runId, Supplier<P> plan) {
        return runId.startsWith(DRAFT) ? cmdb.triedOut(plan) : plan.get();
    }

    @Override
    public List<String> recordInspection(MachineId machine, HardwareReport report) {
        var before = cmdb.machines().hardware(machine);
        recordHardware(machine, report);
        var changes = before.map(known -> HardwareDifference.between(known, report));
        changes.ifPresent(
                lines -> cmdb.inspections().recordChanges(machine, FactSource.IN_BAND, report.collectedAt(), lines));
        return changes.orElseGet(() -> List.of("It was never inspected before."));
    }

    @Override
    public OutOfBandNews recordOutOfBand(MachineId machine, OutOfBandReport report) {
        row(machine);
        var before = cmdb.inspections().outOfBand(machine);
        var changes = before.map(known -> OutOfBandDifference.between(known, report));
        cmdb.inspections().recordOutOfBand(machine, report);
        changes.ifPresent(lines ->
                cmdb.inspections().recordChanges(machine, FactSource.OUT_OF_BAND, report.collectedAt(), lines));
        var tree = HardwareTree.of(cmdb.machines().hardware(machine).orElse(null), report);
        return new OutOfBandNews(
                changes.orElseGet(() -> List.of("It was never inspected so before.")), tree.differences());
    }

    @Override
    public String recordRelease(MachineId machine) {
        return releases.release(row(machine));
    }

    @Override
    public ProvisionSpec reinstallSpec(MachineId machine, ReinstallSpec changed) {
        return releases.reinstall(machine, changed);
    }

    @Override
    public void releasePlan(String runId, MachineId machine) {
        cmdb.addresses().releaseUndeployed(machine);
    }

    @Override
    public void recordDeployment(ProvisionPlan plan, @Nullable InstalledSystem system) {
        cmdb.atomically(() -> {
            var address = plan.network().address();
            there(
                    plan.machine(),
                    cmdb.machines()
                            .recordDeployment(
                                    plan.machine(),
                                    plan.hostname(),
                                    address,
                                    plan.image().name(),
                                    system == null ? null : system.os()));
            cmdb.runPlans().deployed(plan);
            cmdb.addresses().keepOnly(plan.machine(), AddressPurpose.SYSTEM, address);
            return plan;
        });
    }

    private MachineRow row(MachineId machine) {
        return cmdb.machines().find(machine).orElseThrow(() -> Refusal.unknownMachine(machine));
    }

    private static void there(MachineId machine, boolean found) {
        if (!found) {
            throw Refusal.unknownMachine(machine);
        }
    }

    private static Known known(MachineRow row) {
        return new Known(
                row.id(),
                row.name(),
                row.site(),
                row.state(),
                row.macs().addresses(),
                row.bootAddress(),
                row.hostname(),
                row.bmc() == null ? null : row.bmc().target(row.id()));
    }
}
