package io.metalwright.workflows.clean;

import io.metalwright.model.MachineState;
import io.metalwright.model.plan.EraseWish;
import io.metalwright.model.plan.OperationWish;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.CleanSpec;
import io.metalwright.model.spec.CleaningStep;
import io.metalwright.workflows.Clean;
import io.metalwright.workflows.boot.EraseDisksStep;
import io.metalwright.workflows.boot.HardwareCheckStep;
import io.metalwright.workflows.boot.LeaveStep;
import io.metalwright.workflows.boot.OperationInSteps;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.boot.ReleasedStep;
import io.metalwright.workflows.boot.WipeStep;
import io.metalwright.workflows.run.MachineRuns;
import io.metalwright.workflows.run.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@link Clean} as a list of steps: those that the spec's priorities say, in their order. */
public final class CleanInSteps extends OperationInSteps implements Clean {
    public CleanInSteps() {
        super(RunKind.CLEAN);
    }

    @Override
    public RunView run(CleanSpec spec) {
        var machine = MachineRuns.machineOf(spec.machine());
        if (!MachineRuns.holdsLock(machine)) {
            return MachineRuns.handOver(Clean.class, machine).run(spec.on(machine));
        }
        var state = begin(machine);
        var work = new ArrayList<Step>(List.of(new HardwareCheckStep(state)));
        spec.steps().forEach(step -> work.add(step(step, state, spec.names(step))));
        work.add(LeaveStep.as(state, MachineState.AVAILABLE));
        work.add(new ReleasedStep(state));
        return operate(
                state,
                new OperationWish(
                        RunKind.CLEAN,
                        spec.disks(),
                        spec.steps().stream().flatMap(step -> wish(step, spec)).toList(),
                        spec.steps().stream().flatMap(CleanInSteps::words).toList()),
                List.of(),
                work,
                () -> state.machine.name() + " is clean and available");
    }

    private static Step step(CleaningStep step, OperationRun state, boolean named) {
        return switch (step) {
            case WIPE_METADATA -> new WipeStep(state);
            case ERASE_DISKS -> new EraseDisksStep(state);
            case RESET_BMC -> new BmcResetStep(state, named);
            case RESET_BIOS -> new BiosResetStep(state, named);
            case RESET_SECURE_BOOT_KEYS -> KeysStep.resetting(state, named);
            case CLEAR_SECURE_BOOT_KEYS -> KeysStep.clearing(state, named);
            case CHANGE_BMC_CREDENTIAL -> new CredentialStep(state, named);
        };
    }

    /** What it does to the disks. */
    private static Stream<EraseWish> wish(CleaningStep step, CleanSpec spec) {
        return switch (step) {
            case WIPE_METADATA -> Stream.of(EraseWish.METADATA);
            case ERASE_DISKS -> Stream.of(spec.erase());
            case RESET_BMC, RESET_BIOS, RESET_SECURE_BOOT_KEYS, CLEAR_SECURE_BOOT_KEYS, CHANGE_BMC_CREDENTIAL ->
                Stream.of();
        };
    }

    /** What it does to anything else, in a sentence. */
    private static Stream<String> words(CleaningStep step) {
        return switch (step) {
            case WIPE_METADATA, ERASE_DISKS -> Stream.of();
            case RESET_BMC -> Stream.of("Its BMC is started anew.");
            case RESET_BIOS -> Stream.of("Its firmware's settings become those of the factory at its next start.");
            case RESET_SECURE_BOOT_KEYS -> Stream.of("Secure boot gets the keys that the machine was sold with.");
            case CLEAR_SECURE_BOOT_KEYS -> Stream.of("Secure boot loses all its keys, and so enforces nothing.");
            case CHANGE_BMC_CREDENTIAL -> Stream.of("Its BMC gets another password, which nobody is told.");
        };
    }
}
