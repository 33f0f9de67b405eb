package io.metalwright.workflows.boot;

import io.metalwright.model.MachineState;
import io.metalwright.model.boot.BootMedium;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.plan.MachinePlan;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.power.PowerState;
import io.metalwright.workflows.run.RunRecord;
import io.metalwright.workflows.run.Signs;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.VirtualMedia;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** What the steps of a run that works in BootOS hand to each other. A kind of run adds its plan, and what its own steps find. */
public abstract class BootOsRun {
    public final RunRecord record;
    public final Signs signs;
    public final BootOsEntry bootOs;
    public final Inventory.Known machine;
    public final KnownBmc bmc;
    /** State to which a run that destroyed nothing goes back. */
    public final MachineState before;

    private @Nullable String authorizedKey;
    private VirtualMedia.@Nullable Source disc;
    private @Nullable BootMedium medium;
    private @Nullable Boolean secureBoot;
    private boolean toldSecureBoot;
    private @Nullable PowerState powerBefore;
    private boolean left;
    private boolean destroyed;

    protected BootOsRun(RunRecord record, Signs signs, Inventory.Known machine) {
        this.record = record;
        this.signs = signs;
        this.bootOs = new BootOsEntry(signs);
        this.machine = machine;
        this.bmc = new KnownBmc(machine);
        this.before = machine.state();
    }

    public abstract MachinePlan plan();

    /** A plan was settled: its BMC is the one to use, and the run is known by its sum. */
    protected final void settled(MachinePlan plan) {
        bmc.planned(plan.bmc());
        record.planned(plan.hash());
    }

    /** The plan's, or as a person has corrected it since. */
    public final @Nullable BmcTarget bmc() {
        return bmc.target();
    }

    /** The public key by which this run logs in to BootOS. */
    final void authorized(String key) {
        authorizedKey = key;
    }

    public final String authorizedKey() {
        return known(authorizedKey, "authorized key");
    }

    /** Where the machine's disc lies, if it boots from one. */
    final void offered(VirtualMedia.Source source, BootMedium held) {
        disc = source;
        medium = held;
    }

    /** A disc of an earlier plan is of no use any more. */
    final void withoutDisc() {
        bootOs.takeDiscOut(bootMachine());
        disc = null;
        medium = null;
    }

    /** With the disc that the machine may need again, if it boots from one. */
    public final MachineBoot withDisc(MachineBoot boot) {
        return medium == null ? boot : boot.with(medium);
    }

    /** The machine itself has told, from BootOS. */
    public final void foundSecureBoot(@Nullable Boolean on) {
        secureBoot = on;
        toldSecureBoot = true;
    }

    /** Whether the firmware starts what is signed alone: as this boot told, else as the plan knew; null: nobody told. */
    public final @Nullable Boolean secureBoot() {
        return toldSecureBoot ? secureBoot : plan().secureBoot();
    }

    final void foundPower(PowerState state) {
        powerBefore = state;
    }

    /** A machine whose power nobody can read is taken for one that is on. */
    public final boolean wasOff() {
        return powerBefore == PowerState.OFF;
    }

    /** From here on there is no way back to what was on the disks. */
    public final void destroys() {
        destroyed = true;
    }

    /** Where the machine stands after a cancel. */
    public final MachineState stateIfCancelled() {
        return destroyed ? MachineState.FAILED : before;
    }

    final void left() {
        left = true;
    }

    /** Whether the machine was sent where it belongs: this run can log in to it no more. */
    public final boolean hasLeft() {
        return left;
    }

    /** Whether the machine was taken away from what it did before, and not brought back. */
    final boolean isAway() {
        return !left && (bootOs.hasBooted() || signs.agent().isPresent());
    }

    /** Both the key pair for BootOS and the token of an installed system are named after the run. */
    public final String keyName() {
        return "run/" + Workflow.getInfo().getFirstExecutionRunId();
    }

    public final BootOsEntry.Machine bootMachine() {
        return new BootOsEntry.Machine(
                machine.id(), machine.site(), bmc(), plan().bootMode(), keyName(), secureBoot(), disc);
    }

    public final BootOsTarget target() {
        return bootOs.target(bootMachine());
    }

    protected static <T> T known(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("No " + what + " yet: a step ran before the one that makes it");
        }
        return value;
    }
}
