package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.MachineRole;
import io.metalwright.model.MachineState;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.Steering;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConvertTest {
    private static final Steering ANNA = Steering.by("anna");

    @Test
    void anInstalledMachineBecomesAKvmHostAndIsProvenOne() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.startConvert(MachineRole.KVM_HOST));
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.outcome()).isEqualTo("rack1-u1 is a KVM host");
            assertThat(it.world.calls)
                    .containsSubsequence("install", "startHypervisor", "prove", "recordRole")
                    .noneMatch(call -> call.startsWith("apply") || call.startsWith("boot"));
            assertThat(it.world.role).isEqualTo(MachineRole.KVM_HOST);
        }
    }

    @Test
    void oneThatIsCancelledTakesItsPackagesAway() {
        try (var it = new RunningWorld()) {
            it.world.failing("prove", 1, ApplicationFailure.newNonRetryableFailure("no emulator", "NotDone"));
            var run = it.startConvert(MachineRole.KVM_HOST);
            it.untilWaiting(run);
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.leftBehind).isEmpty();
            assertThat(it.world.callsAfter("prove")).contains("remove");
            assertThat(it.world.states).containsExactly(MachineState.DEPLOYED);
        }
    }

    @Test
    void aHostThatIsMadeOneAnewStaysOneWhenThatIsCancelled() {
        try (var it = new RunningWorld()) {
            it.world.failing("prove", 1, ApplicationFailure.newNonRetryableFailure("no network", "NotDone"));
            it.world.before("lookForVirtualization", () -> it.world.role = MachineRole.KVM_HOST);
            var run = it.startConvert(MachineRole.KVM_HOST);
            it.untilWaiting(run);
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.calls).doesNotContain("remove");
            assertThat(it.world.role).isEqualTo(MachineRole.KVM_HOST);
        }
    }

    @Test
    void aHostThatIsNotTakenBackAfterAllHasItsPackagesAgain() {
        try (var it = new RunningWorld()) {
            it.world.failing("remove", 1, ApplicationFailure.newNonRetryableFailure("dpkg was stopped", "NotDone"));
            it.world.failing("install", 1, ApplicationFailure.newNonRetryableFailure("no mirror", "NotDone"));
            var run = it.startConvert(MachineRole.PLAIN);
            it.untilWaiting(run);
            run.cancel(ANNA);
            it.untilWaiting(run);
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.callsAfter("remove"))
                    .containsExactly("install", "install", "startHypervisor", "recordState");
        }
    }

    @Test
    void nothingIsInstalledOnAMachineThatWasNoHostWhenItIsCancelled() {
        try (var it = new RunningWorld()) {
            it.world.failing("remove", 1, ApplicationFailure.newNonRetryableFailure("dpkg was stopped", "NotDone"));
            it.world.before("lookForVirtualization", () -> it.world.role = MachineRole.PLAIN);
            var run = it.startConvert(MachineRole.PLAIN);
            it.untilWaiting(run);
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.calls).doesNotContain("install");
        }
    }

    @Test
    void aHostOnWhichGuestsRunIsNotTakenBackBeforeTheyAreGone() {
        try (var it = new RunningWorld()) {
            it.world.guests.add("mail");
            var run = it.startConvert(MachineRole.PLAIN);
            assertThat(it.untilWaiting(run).waiting().trouble()).isEqualTo("A guest runs on rack1-u1: mail.");
            assertThat(it.world.calls).doesNotContain("remove");
            it.world.guests.clear();
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).outcome()).isEqualTo("rack1-u1 is no KVM host any more");
            assertThat(it.world.calls).containsSubsequence("guests", "remove", "recordRole");
        }
    }
}
