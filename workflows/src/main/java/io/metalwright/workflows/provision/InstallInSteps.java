package io.metalwright.workflows.provision;

import io.metalwright.model.MachineState;
import io.metalwright.model.plan.ProvisionPlan;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.workflows.boot.AgentStep;
import io.metalwright.workflows.boot.BootPlanStep;
import io.metalwright.workflows.boot.NetworkBootStep;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.RunInSteps;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.run.Step;
import io.metalwright.workflows.steps.Bios;
import io.metalwright.workflows.steps.Firmware;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.Volumes;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An installation as a list of steps; its kinds differ in where the wish comes from, and in how the machine is left by a cancel. */
abstract class InstallInSteps extends RunInSteps {
    private @Nullable ProvisionRun provision;

    InstallInSteps(RunKind kind) {
        super(kind);
    }

    /** Plans the wish and makes it true. */
    final RunView install(ProvisionRun state) {
        provision = state;
        return perform(
                steps(state),
                () -> state.plan().hostname() + " answers at "
                        + state.plan().network().address());
    }

    /** What this kind does before the boot plan is published. */
    abstract List<Step> before(ProvisionRun run);

    private List<Step> steps(ProvisionRun run) {
        var steps = new ArrayList<Step>(before(run));
        if (run.asksForFirmware()) {
            steps.add(new FirmwareStep(run));
        }
        if (run.spec().bios() != null) {
            steps.add(new BiosStep(run));
        }
        if (run.spec().disks() != null && run.spec().disks().volume() != null) {
            steps.add(new VolumeStep(run));
        }
        steps.add(new BootPlanStep(run));
        steps.add(new NetworkBootStep(run));
        steps.add(new AgentStep(run));
        steps.add(new BootModeCheckStep(run));
        steps.add(new RaidStep(run));
        if (run.spec().installer() == null) {
            steps.add(new ImageStep(run));
            steps.add(new GrowRootStep(run));
            if (run.addsToImage()) {
                steps.add(new FileSystemsStep(run));
            }
        } else {
            steps.add(new InstallerStep(run));
        }
        steps.add(new ConfigureOsStep(run));
        var script = run.spec().postInstall();
        if (script != null) {
            steps.add(new PostInstallStep(run, script));
        }
        if (run.spec().installer() == null && Since.installsBootLoaders()) {
            steps.add(new BootLoaderStep(run));
        }
        steps.add(new LocalBootStep(run));
        steps.add(new RebootStep(run));
        steps.add(new OsReadyStep(run));
        steps.add(new RecordStep(run));
        steps.addFirst(new PlanStep(run, steps.stream().map(Step::name).toList()));
        return steps;
    }

    @Override
    protected void checkChange(Map<String, Object> fields) {
        if (provision != null && !fields.isEmpty()) {
            SpecChange.apply(provision.spec(), fields);
        }
    }

    /** A changed wish is planned anew; steps that were done for the old plan are done again. */
    @Override
    protected @Nullable String change(Map<String, Object> fields) {
        var state = started();
        var wanted = SpecChange.apply(state.spec(), fields);
        if (!state.hasPlan()) {
            state.change(wanted);
            return PlanStep.NAME;
        }
        var before = state.plan();
        var after = Calls.control(Inventory.class)
                .planProvision(state.nextPlanId(), state.machine.id(), wanted, before.steps());
        // Only now: what cannot be planned leaves the wish as it was.
        state.change(wanted);
        state.planned(after);
        run.log(null, null, "Planned anew: plan " + after.hash().substring(0, 12));
        // What runs its own system must come back to where this one was made, and is made anew whatever was changed.
        var first = state.comesBackFromDisk() && Since.bringsBackWhatIsOnItsWay()
                ? BootPlanStep.NAME
                : firstOutdated(before, after);
        if (!first.equals(ConfigureOsStep.NAME)) {
            state.installing();
        }
        return first;
    }

    private static String firstOutdated(ProvisionPlan before, ProvisionPlan after) {
        if (!Objects.equals(before.firmware(), after.firmware())
                && after.steps().contains(Firmware.STEP)) {
            return Firmware.STEP;
        }
        if (!Objects.equals(before.bios(), after.bios()) && after.steps().contains(Bios.STEP)) {
            return Bios.STEP;
        }
        if (!Objects.equals(before.volume(), after.volume()) && after.steps().contains(Volumes.STEP)) {
            return Volumes.STEP;
        }
        if (!Objects.equals(before.medium(), after.medium())) {
            return BootPlanStep.NAME;
        }
        if (before.raid() != after.raid() || !before.disks().equals(after.disks())) {
            return RaidStep.NAME;
        }
        if (!before.image().equals(after.image()) || !Objects.equals(before.installer(), after.installer())) {
            return after.installer() == null ? ImageStep.NAME : InstallerStep.NAME;
        }
        // Partitions that are there already cannot become smaller, nor others: the image's table comes first again.
        return Objects.equals(before.storage(), after.storage()) ? ConfigureOsStep.NAME : ImageStep.NAME;
    }

    @Override
    protected String leaveCancelled(boolean dataDestroyed) {
        var state = started();
        var left = dataDestroyed ? MachineState.FAILED : state.before;
        var words = dataDestroyed
                ? "Cancelled after its disks were written: the machine is " + left.word()
                        + " and can be provisioned again."
                : "Cancelled before anything was written: the machine is " + left.word() + " as before.";
        Calls.control(Inventory.class).recordState(state.machine.id(), left, words);
        return words;
    }

    @Override
    protected String subject() {
        return started().machine.name();
    }

    private ProvisionRun started() {
        if (provision == null) {
            throw Workflow.wrap(new IllegalStateException("The run has not begun"));
        }
        return provision;
    }
}
