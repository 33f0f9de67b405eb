package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.MachineState;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.Steering;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdoptTest {

    @Test
    void aRunningServerIsTakenInAndNothingOnItIsSwitchedOrBooted() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.startAdopt(null));
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.outcome()).isEqualTo("rack1-u1 is adopted: db1 at 10.0.0.77");
            assertThat(view.steps().getFirst().evidence()).contains("SHA256:abc", "trusted from here on");
            assertThat(it.world.calls)
                    .filteredOn(call -> call.startsWith("apply") || call.startsWith("boot"))
                    .isEmpty();
            assertThat(it.world.calls).anySatisfy(call -> assertThat(call).startsWith("collect ssh-ed25519"));
            assertThat(it.world.plan.plan()).isEqualTo(new BootPlan.LocalDisk());
            assertThat(it.world.states).containsExactly(MachineState.ADOPTED);
        }
    }

    @Test
    void nobodyLogsInWhereAnotherHostKeyIsShownThanTheGivenOne() {
        try (var it = new RunningWorld()) {
            var run = it.startAdopt("ssh-ed25519 AAAAanother");
            assertThat(it.untilWaiting(run).waiting().trouble()).contains("not the one that was given");
            assertThat(it.world.calls).noneMatch(call -> call.startsWith("collect"));
            run.cancel(Steering.by("anna"));
            assertThat(RunningWorld.result(run).outcome()).contains("nothing on the machine was touched");
            assertThat(it.world.states).containsExactly(MachineState.DISCOVERED);
        }
    }

    @Test
    void aBmcThatRefusesMayBeLeftForLater() {
        try (var it = new RunningWorld()) {
            it.world.failing(
                    "read",
                    1,
                    ApplicationFailure.newNonRetryableFailure("no", FailureTypes.BMC_REFUSED_CREDENTIAL, "mend it"));
            var run = it.startAdopt(null);
            it.untilWaiting(run);
            run.skip(Steering.by("anna"));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
        }
    }
}
