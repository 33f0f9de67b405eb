package io.metalwright.workflows.provision;

import io.metalwright.model.plan.ProvisionPlan;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.workflows.boot.BootOsRun;
import io.metalwright.workflows.run.AgreedPlan;
import io.metalwright.workflows.run.RunRecord;
import io.metalwright.workflows.run.Signs;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.OsInstallation;
import io.metalwright.workflows.steps.Raid;
import org.jspecify.annotations.Nullable;

/** What the steps of one {@code Provision} run hand to each other. */
final class ProvisionRun extends BootOsRun {
    private ProvisionSpec spec;
    private int planNumber = 1;
    private @Nullable ProvisionPlan plan;
    private Raid.@Nullable Device device;
    private OsInstallation.@Nullable Configured configured;
    private boolean sentToDisk;

    ProvisionRun(RunRecord record, Signs signs, Inventory.Known machine, ProvisionSpec spec) {
        super(record, signs, machine);
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
        return planId(planNumber);
    }

    /** What a changed wish's plan will be called. */
    String nextPlanId() {
        return planId(planNumber + 1);
    }

    private static String planId(int number) {
        var id = AgreedPlan.id();
        return number == 1 ? id : id + "#" + number;
    }

    /** Whether a person has changed the wish since the start. */
    boolean isChanged() {
        return planNumber > 1;
    }

    void planned(ProvisionPlan settled) {
        plan = settled;
        settled(settled);
    }

    @Override
    public ProvisionPlan plan() {
        return known(plan, "plan");
    }

    boolean hasPlan() {
        return plan != null;
    }

    /** Boot-services send the machine to its disk from now on. */
    void sentToDisk() {
        sentToDisk = true;
    }

    /** Whether it was sent to its disk; from now on it is not. */
    boolean comesBackFromDisk() {
        var was = sentToDisk;
        sentToDisk = false;
        return was;
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
}
