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
class InspectTest {
    @Test
    void aDeployedMachineIsInspectedAndBootsFromItsDiskAgain() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            var view = RunningWorld.result(it.startInspect());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.outcome()).isEqualTo("rack1-u1 was inspected: Disk DISK-2 is gone.");
            assertThat(it.world.callsAfter("recordInspection")).containsExactly("publish", "reboot", "publish");
            assertThat(it.world.plan.plan()).isEqualTo(new BootPlan.LocalDisk());
            assertThat(it.world.states).as("the state is as it was").isEmpty();
        }
    }

    @Test
    void aMachineWhoseBmcIsAskedIsLeftAlone() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            var view = RunningWorld.result(it.startOutOfBandInspect());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.outcome()).isEqualTo("rack1-u1 was inspected through its BMC: Disk S1 is gone.");
            assertThat(it.world.calls)
                    .contains("inspectOutOfBand", "recordOutOfBand")
                    .doesNotContain("publish", "bootFromNetwork", "reboot", "apply cycle", "clearBootOverride");
            assertThat(it.world.log)
                    .extracting(line -> line.text())
                    .contains(
                            "Port 52:54:00:00:00:01 is not seen by the BMC.",
                            "Not read: SecureBoot: the BMC answered 500.");
        }
    }

    @Test
    void aMachineThatWasOffIsOffAgain() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            it.world.power = PowerState.OFF;
            assertThat(RunningWorld.result(it.startInspect()).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.callsAfter("recordInspection")).containsExactly("apply off", "publish");
        }
    }

    @Test
    void anAvailableMachineStaysInBootOsAndIsNotBootedAnew() {
        try (var it = new RunningWorld()) {
            it.world.inBootOs = true;
            assertThat(RunningWorld.result(it.startInspect()).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls).doesNotContain("bootFromNetwork", "reboot", "apply cycle");
            assertThat(it.world.plan.plan()).isEqualTo(new BootPlan.BootOs(false, java.util.List.of()));
        }
    }

    @Test
    void aCancelledInspectionBringsTheMachineBackToItsDisk() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            it.world.failing(
                    "inspect", 1, ApplicationFailure.newNonRetryableFailure("no way", FailureTypes.REFUSED, "mend it"));
            var run = it.startInspect();
            it.untilWaiting(run);
            run.cancel(Steering.by("anna"));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.callsAfter("inspect"))
                    .containsExactly("clearBootOverride", "publish", "apply cycle", "recordState");
            assertThat(it.world.states).containsExactly(MachineState.DEPLOYED);
        }
    }
}
