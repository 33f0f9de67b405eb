package io.metalwright.workflows.runbook;

import io.metalwright.model.MachineState;
import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.runbook.RunbookStep;
import io.metalwright.model.runbook.RunbookSteps;
import io.metalwright.model.spec.RunbookSpec;
import io.metalwright.workflows.Runbook;
import io.metalwright.workflows.boot.AgentStep;
import io.metalwright.workflows.boot.BootPlanStep;
import io.metalwright.workflows.boot.CollectStep;
import io.metalwright.workflows.boot.EraseDisksStep;
import io.metalwright.workflows.boot.HardwareCheckStep;
import io.metalwright.workflows.boot.KnownBmc;
import io.metalwright.workflows.boot.LeaveStep;
import io.metalwright.workflows.boot.NetworkBootStep;
import io.metalwright.workflows.boot.OperationInSteps;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.boot.PowerBeforeStep;
import io.metalwright.workflows.boot.PowerStep;
import io.metalwright.workflows.boot.ReleasedStep;
import io.metalwright.workflows.boot.WipeStep;
import io.metalwright.workflows.run.MachineRuns;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.run.Step;
import io.metalwright.workflows.system.HostKeyStep;
import io.metalwright.workflows.system.SystemDoor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@link Runbook} as the steps of its list, with those around them that the list takes for granted. */
public final class RunbookInSteps extends OperationInSteps implements Runbook {
    public RunbookInSteps() {
        super(RunKind.RUNBOOK);
    }

    @Override
    public RunView run(RunbookSpec spec) {
        var machine = MachineRuns.machineOf(spec.machine());
        if (!MachineRuns.holdsLock(machine)) {
            return MachineRuns.handOver(Runbook.class, machine).run(spec.on(machine));
        }
        var state = begin(machine);
        var door = SystemDoor.of(state.machine.site(), spec.system());
        var steps = new ArrayList<Step>();
        boolean asked = !Since.asksForHostKeysLate() && RunbookSteps.logsIn(spec.steps());
        if (asked) {
            steps.add(new HostKeyStep(door));
        }
        boolean erases = !RunbookSteps.erasures(spec.steps()).isEmpty();
        boolean checked = false;
        for (var step : spec.steps()) {
            if (!checked && (step instanceof RunbookStep.Wipe || step instanceof RunbookStep.Erase)) {
                steps.add(new HardwareCheckStep(state));
                checked = true;
            }
            if (!asked && step instanceof RunbookStep.Script script && script.where() == RunbookStep.Where.SYSTEM) {
                steps.add(new HostKeyStep(door));
                asked = true;
            }
            steps.addAll(of(step, state, door, erases));
        }
        Supplier<String> outcome = () -> state.machine.name() + " has gone through runbook '" + spec.runbook() + "'";
        if (!RunbookSteps.entersBootOs(spec.steps())) {
            return perform(steps, outcome);
        }
        steps.addFirst(new PowerBeforeStep(state));
        return planned(
                state,
                new OperationWish(RunKind.RUNBOOK, spec.disks(), RunbookSteps.erasures(spec.steps())),
                steps,
                steps.stream().map(step -> step.name() + ": " + step.title()).toList(),
                outcome);
    }

    private static KnownBmc bmc(OperationRun state) {
        return Since.correctsBmcsForAllSteps() ? state.bmc : new KnownBmc(state.machine);
    }

    private static List<Step> of(RunbookStep step, OperationRun state, SystemDoor door, boolean erases) {
        return switch (step) {
            case RunbookStep.Power power ->
                List.of(new NamedStep(power.name(), new PowerStep(state.machine, bmc(state), power.command())));
            case RunbookStep.BootOs bootOs ->
                List.of(new BootPlanStep(state), new NetworkBootStep(state), new AgentStep(state));
            case RunbookStep.Inspect inspect -> List.of(new NamedStep(inspect.name(), new CollectStep(state)));
            case RunbookStep.Wipe wipe -> List.of(new NamedStep(wipe.name(), new WipeStep(state)));
            case RunbookStep.Erase erase -> List.of(new NamedStep(erase.name(), new EraseDisksStep(state)));
            case RunbookStep.Script script ->
                List.of(
                        switch (script.where()) {
                            case BOOTOS -> new BootOsScriptStep(state, script);
                            case SYSTEM -> new SystemScriptStep(door, state.record, script);
                        });
            case RunbookStep.Firmware firmware -> List.of(new FirmwareStep(state.machine, bmc(state), firmware));
            case RunbookStep.Ask ask -> List.of(new AskStep(ask));
            case RunbookStep.Leave leave ->
                erases
                        ? List.of(
                                new NamedStep(leave.name(), LeaveStep.off(state, MachineState.AVAILABLE)),
                                new ReleasedStep(state))
                        : List.of(new NamedStep(
                                leave.name(),
                                Boolean.TRUE.equals(leave.off())
                                        ? LeaveStep.off(state, state.before)
                                        : LeaveStep.asFound(state)));
        };
    }
}
