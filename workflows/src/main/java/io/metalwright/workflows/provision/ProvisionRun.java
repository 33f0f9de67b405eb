package io.metalwright.workflows.provision;

import io.metalwright.model.MachineState;
import io.metalwright.model.plan.ProvisionPlan;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.workflows.boot.BootOsEntry;
import io.metalwright.workflows.run.RunRecord;
import io.metalwright.workflows.run.Signs;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.OsInstallation;
import io.metalwright.workflows.steps.Raid;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** What the steps of one {@code Provision} run hand to each other. */
final class ProvisionRun {
    final RunRecord record;
    final Signs signs;
    final BootOsEntry bootOs;
    final Inventory.Known machine;
    /** State to which a run that destroyed nothing goes back. */
    final MachineState before;

    private ProvisionSpec spec;
    private int planNumber = 1;
    private @Nullable ProvisionPlan plan;
    private @Nullable BmcTarget bmc;
    private @Nullable String authorizedKey;
    private Raid.@Nullable Device device;
    private OsInstallation.@Nullable Configured configured;

    ProvisionRun(RunRecord record, Signs signs, Inventory.Known machine, ProvisionSpec spec) {
        this.record = record;
        this.signs = signs;
        this.bootOs = new BootOsEntry(signs);
        this.machine = machine;
        this.before = machine.state();
        this.spec = spec;
    }

    ProvisionSpec spec() {
        return spec;
    }

    /** A changed wish needs a plan of its own. */
    void change(ProvisionSpec changed) {
        spec = changed;
        planNumber++;
    }

    /** Names the plan: the run, and after changes the number of the change. */
    String planId() {
        var id = Workflow.getInfo().getFirstExecutionRunId();
        return planNumber == 1 ? id : id + "#" + planNumber;
    }

    /** The public key by which this run logs in to BootOS. */
    void authorized(String key) {
        authorizedKey = key;
    }

    String authorizedKey() {
        return known(authorizedKey, "authorized key");
    }

    void planned(ProvisionPlan settled) {
        plan = settled;
        bmc = settled.bmc();
        record.planned(settled.hash());
    }

    ProvisionPlan plan() {
        return known(plan, "plan");
    }

    boolean hasPlan() {
        return plan != null;
    }

    /** The plan's, or as a person has corrected it since. */
    @Nullable
    BmcTarget bmc() {
        return bmc;
    }

    void bmcMended(@Nullable BmcTarget corrected) {
        bmc = corrected;
    }

    void device(Raid.Device found) {
        device = found;
    }

    Raid.Device device() {
        return known(device, "device");
    }

    void configured(OsInstallation.Configured result) {
        configured = result;
    }

    OsInstallation.Configured configured() {
        return known(configured, "configuration");
    }

    /** Both the key pair for BootOS and the token of the installed system are named after the run. */
    String keyName() {
        return "run/" + Workflow.getInfo().getFirstExecutionRunId();
    }

    BootOsEntry.Machine bootMachine() {
        return new BootOsEntry.Machine(machine.id(), machine.site(), bmc, plan().bootMode(), keyName());
    }

    BootOsTarget target() {
        return bootOs.target(bootMachine());
    }

    private static <T> T known(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("No " + what + " yet: a step ran before the one that makes it");
        }
        return value;
    }
}
