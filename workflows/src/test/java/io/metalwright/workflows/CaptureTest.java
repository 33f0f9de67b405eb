package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.MachineState;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.power.PowerState;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.Steering;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CaptureTest {

    @Test
    void aDeployedMachineIsShutDownReadAndBootedFromItsDiskAgain() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            var view = RunningWorld.result(it.startCapture());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.outcome()).isEqualTo("Image 'golden' was made of rack1-u1.");
            assertThat(it.world.calls)
                    .containsSubsequence(
                            "chooseCapture",
                            "apply soft-off",
                            "bootFromNetwork",
                            "look",
                            "capture",
                            "recordCapture",
                            "reboot");
            assertThat(it.world.plan.plan()).isEqualTo(new BootPlan.LocalDisk());
            assertThat(it.world.plan.osReadyToken())
                    .as("nobody may send any more")
                    .isNull();
            assertThat(it.world.states).as("the state is as it was").isEmpty();
        }
    }

    @Test
    void aMachineThatWasOffIsNotShutDownAndIsOffAgain() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            it.world.power = PowerState.OFF;
            assertThat(RunningWorld.result(it.startCapture()).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls).doesNotContain("apply soft-off");
            assertThat(it.world.callsAfter("recordCapture")).containsExactly("apply off", "publish");
        }
    }

    @Test
    void aSystemThatDoesNotShutDownIsAPersonsChoice() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            it.world.failing(
                    "apply soft-off",
                    1,
                    ApplicationFailure.newNonRetryableFailure("still on", FailureTypes.NOT_DONE, "skip it"));
            var run = it.startCapture();
            assertThat(it.untilWaiting(run).waiting().skippable()).isTrue();
            run.skip(Steering.by("anna"));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
        }
    }

    @Test
    void whatWasShutDownAndNotBootedIsSwitchedOnAgainByACancel() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            it.world.failing(
                    "bootFromNetwork",
                    9,
                    ApplicationFailure.newNonRetryableFailure("no", FailureTypes.BMC_REFUSED, "mend it"));
            var run = it.startCapture();
            it.untilWaiting(run);
            run.cancel(Steering.by("anna"));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.calls).containsAnyOf("apply on", "apply cycle");
            assertThat(it.world.plan.plan()).isEqualTo(new BootPlan.LocalDisk());
        }
    }

    @Test
    void aMachineThatIsLostWhileItsDiskIsReadIsPutBackAndTheReadingGoesOn() {
        try (var it = new RunningWorld()) {
            it.world.failing(
                    "capture", 1, ApplicationFailure.newNonRetryableFailure("gone", FailureTypes.MACHINE_LOST, "wait"));
            assertThat(RunningWorld.result(it.startCapture()).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls.stream().filter("capture"::equals)).hasSize(2);
        }
    }
}
