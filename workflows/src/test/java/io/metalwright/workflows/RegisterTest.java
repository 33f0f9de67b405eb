package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.MachineState;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.Steering;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RegisterTest {
    private static final ApplicationFailure REFUSED_USER =
            ApplicationFailure.newNonRetryableFailure("refused", FailureTypes.BMC_REFUSED_CREDENTIAL);

    @Test
    void aStrangerBecomesAnAvailableMachineThatWaitsInBootOs() {
        try (var it = new RunningWorld()) {
            it.world.inBootOs = true;
            var view = RunningWorld.result(it.startRegister());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.machine()).isEqualTo(World.MACHINE);
            assertThat(it.world.states).containsExactly(MachineState.AVAILABLE);
            assertThat(it.world.plan.plan()).isEqualTo(new BootPlan.BootOs(false, List.of()));
            assertThat(it.world.calls).contains("setUp", "recordBmc", "recordHardware");
        }
    }

    @Test
    void aBmcThatWasEnteredForRedfishStaysAsItWasEntered() {
        try (var it = new RunningWorld()) {
            it.world.inBootOs = true;
            it.world.protocol = BmcProtocol.REDFISH;
            it.world.bmcWasEntered = true;
            var view = RunningWorld.result(it.startRegister());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls).doesNotContain("setUp", "recordBmc");
            assertThat(view.steps())
                    .filteredOn(step -> step.name().equals("bmc"))
                    .singleElement()
                    .satisfies(step -> assertThat(step.evidence()).contains("by Redfish, as it was entered"));
        }
    }

    @Test
    void aBmcThatIsCorrectedIsAskedAsItWasCorrected() {
        try (var it = new RunningWorld()) {
            it.world.inBootOs = true;
            it.world.protocol = BmcProtocol.REDFISH;
            it.world.bmcWasEntered = true;
            it.world.failing("read", 1, REFUSED_USER);
            var run = it.startRegister();
            it.untilWaiting(run);
            run.retry(new Steering("anna", null, Map.of("/bmc/user", "operator"), null));
            assertThat(RunningWorld.result(run).steps())
                    .filteredOn(step -> step.name().equals("bmc"))
                    .singleElement()
                    .satisfies(step -> assertThat(step.evidence()).contains("answers to user operator"));
        }
    }

    @Test
    void powerIsSwitchedAndReadBack() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.startPower(PowerCommand.SOFT_OFF));
            assertThat(view.steps())
                    .singleElement()
                    .satisfies(step -> assertThat(step.evidence()).isEqualTo("Power reads off."));
        }
    }
}
