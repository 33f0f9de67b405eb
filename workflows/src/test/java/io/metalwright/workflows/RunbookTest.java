package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.metalwright.model.MachineState;
import io.metalwright.model.plan.EraseWish;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.Steering;
import io.metalwright.model.run.StepView;
import io.metalwright.model.runbook.RunbookStep;
import io.metalwright.model.runbook.RunbookSteps;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.FirmwareUpdates.Begun;
import io.metalwright.workflows.steps.FirmwareUpdates.Ended;
import io.metalwright.workflows.steps.FirmwareUpdates.Result;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunbookTest {
    private static final Steering ANNA = Steering.by("anna");

    @Test
    void aBmcThatIsCorrectedIsSoForTheStepsThatFollow() {
        try (var it = new RunningWorld()) {
            it.world.failing(
                    "apply soft-off",
                    1,
                    ApplicationFailure.newNonRetryableFailure("refused", FailureTypes.BMC_REFUSED_CREDENTIAL));
            var run = it.startRunbook(List.of(
                    new RunbookStep.Power("off", PowerCommand.SOFT_OFF),
                    new RunbookStep.BootOs("bootos"),
                    new RunbookStep.Leave("leave", true),
                    new RunbookStep.Power("on", PowerCommand.ON)));
            it.untilWaiting(run);
            run.retry(new Steering("anna", null, Map.of("/bmc/user", "operator"), null));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.bmcs.stream().skip(1))
                    .hasSize(4)
                    .allSatisfy(bmc -> assertThat(bmc.user()).isEqualTo("operator"));
        }
    }

    @Test
    void theStepsOfTheListAreDoneInItsOrder() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            var run = it.startRunbook(RunningWorld.STEPS);
            var waiting = it.untilWaiting(run).waiting();
            assertThat(waiting.step()).isEqualTo("swap");
            assertThat(waiting.trouble()).isEqualTo("Swap the disk in slot 3.");
            run.retry(ANNA);
            var view = RunningWorld.result(run);

            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.outcome()).isEqualTo("rack1-u1 has gone through runbook 'quarterly'");
            assertThat(view.steps().stream().map(StepView::name))
                    .containsExactly(
                            "plan",
                            "power-before",
                            "off",
                            "boot-plan",
                            "network-boot",
                            "agent",
                            "look",
                            "firmware",
                            "swap",
                            "leave",
                            "update",
                            "host-key",
                            "agent-script");
            assertThat(it.world.calls)
                    .containsSubsequence(
                            "apply soft-off",
                            "bootFromNetwork",
                            "recordInspection",
                            "script flash in BootOS",
                            "reboot",
                            "beginUpdate https://10.0.0.9/bios.bin for BIOS",
                            "script enlist in the system");
            assertThat(it.world.log).anySatisfy(line -> {
                assertThat(line.step()).isEqualTo("firmware");
                assertThat(line.text()).isEqualTo("done in BootOS");
            });
        }
    }

    @Test
    void aCancelledOneTakesBackWhatItsScriptsSay() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            var run = it.startRunbook(RunningWorld.STEPS);
            it.untilWaiting(run);
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.callsAfter("script flash in BootOS"))
                    .contains("script flash back in BootOS", "apply cycle");
            assertThat(it.world.states).containsExactly(MachineState.DEPLOYED);
        }
    }

    @Test
    void aMachineThatIsLostInAScriptIsPutBackAndTheScriptBeginsAnew() {
        try (var it = new RunningWorld()) {
            it.world.failing(
                    "script flash in BootOS",
                    1,
                    ApplicationFailure.newNonRetryableFailure("reset", FailureTypes.MACHINE_LOST));
            var run = it.startRunbook(RunningWorld.STEPS);
            it.untilWaiting(run);
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls)
                    .filteredOn("script flash in BootOS"::equals)
                    .hasSize(2);
        }
    }

    @Test
    void oneThatErasesLeavesTheMachineOffAndAvailable() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            var view = RunningWorld.result(it.startRunbook(List.of(
                    new RunbookStep.BootOs("bootos"),
                    new RunbookStep.Wipe("wipe"),
                    new RunbookStep.Erase("erase", EraseWish.OVERWRITE),
                    new RunbookStep.Leave("leave", null))));
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls).containsSubsequence("look", "wipe", "erase overwrite from 0", "apply off");
            assertThat(it.world.states).containsExactly(MachineState.AVAILABLE);
        }
    }

    /** Nobody knows how the first one ended: it may have done all that it was to do. */
    @Test
    void aScriptWhoseEndNobodySawIsAskedForAgainAndNotBegunOnceMore() {
        try (var it = new RunningWorld()) {
            it.world.failing(
                    "script enlist in the system",
                    1,
                    ApplicationFailure.newNonRetryableFailure("no route", "SystemUnreachable"));
            var run = it.startRunbook(
                    List.of(new RunbookStep.Script("enlist", RunbookStep.Where.SYSTEM, "enlist", null, null, null)));
            it.untilWaiting(run);
            it.world.failing(
                    "script enlist in the system",
                    1,
                    ApplicationFailure.newNonRetryableFailure("it was cut off", FailureTypes.SCRIPT_FAILED));
            run.retry(ANNA);
            it.untilWaiting(run);
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.jobs).hasSize(3);
            assertThat(it.world.jobs.get(1)).isEqualTo(it.world.jobs.get(0));
            assertThat(it.world.jobs.get(2)).isNotEqualTo(it.world.jobs.get(0));
        }
    }

    @Test
    void aMachineThatItSwitchesOnIsAskedForItsHostKeyAfterThat() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.startRunbook(List.of(
                    new RunbookStep.Power("on", PowerCommand.ON),
                    new RunbookStep.Script("enlist", RunbookStep.Where.SYSTEM, "enlist", null, null, null))));
            assertThat(view.steps().stream().map(StepView::name)).containsExactly("on", "host-key", "enlist");
        }
    }

    @Test
    void aCancelledOneBringsTheMachineBackBeforeItLogsInToItsSystem() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            var run = it.startRunbook(List.of(
                    new RunbookStep.Script("enlist", RunbookStep.Where.SYSTEM, "enlist", "leave", null, null),
                    new RunbookStep.BootOs("bootos"),
                    new RunbookStep.Ask("swap", "Swap the disk in slot 3."),
                    new RunbookStep.Leave("leave", null)));
            it.untilWaiting(run);
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.calls)
                    .containsSubsequence("bootFromNetwork", "apply cycle", "script leave in the system");
            assertThat(it.world.calls).filteredOn("apply cycle"::equals).hasSize(1);
        }
    }

    @Test
    void oneThatStaysInTheSystemNeedsNoBootOs() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.startRunbook(List.of(
                    new RunbookStep.Script("enlist", RunbookStep.Where.SYSTEM, "enlist", null, null, null),
                    new RunbookStep.Power("restart", PowerCommand.CYCLE))));
            assertThat(view.steps().stream().map(StepView::name)).containsExactly("host-key", "enlist", "restart");
            assertThat(it.world.calls).doesNotContain("planOperation", "bootFromNetwork");
        }
    }

    private static final List<RunbookStep> UPDATE =
            List.of(new RunbookStep.Firmware("update", "https://10.0.0.9/bios.bin", null, null, null));

    @Test
    void anUpdateThatFailedWaitsWithWhatTheBmcSaidAndIsBegunAnewByAPersonsWord() {
        try (var it = new RunningWorld()) {
            it.world.endings.add(new Ended(Result.FAILED, "accepted, and then failed: Bad signature."));
            var run = it.startRunbook(UPDATE);
            assertThat(it.untilWaiting(run).waiting().trouble())
                    .contains("https://10.0.0.9/bios.bin", "Bad signature.");
            run.retry(ANNA);
            var view = RunningWorld.result(run);
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.steps().getFirst().evidence()).isEqualTo("BIOS: 1 → 2.");
            assertThat(updates(it)).isEqualTo(2);
        }
    }

    @Test
    void anUpdateThatTakesLongIsWaitedForOnceMoreAndNotBegunAnew() {
        try (var it = new RunningWorld()) {
            it.world.endings.add(new Ended(Result.LATE, "accepted, and after 30 minutes it is still under way."));
            var run = it.startRunbook(UPDATE);
            it.untilWaiting(run);
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(updates(it)).isEqualTo(1);
            assertThat(it.world.awaited).hasSize(2).allMatch(it.world.awaited.getFirst()::equals);
        }
    }

    @Test
    void anUpdateWhoseAnswerWasLostIsFoundOnTheBmcAndNotBegunTwice() {
        try (var it = new RunningWorld()) {
            it.world.foundUpdate = new Begun(false, "/t/found");
            it.world.failing("beginUpdate https://10.0.0.9/bios.bin", 1, lost());
            assertThat(RunningWorld.result(it.startRunbook(UPDATE)).state()).isEqualTo(RunState.DONE);
            assertThat(updates(it)).isEqualTo(1);
            assertThat(it.world.awaited).containsExactly("/t/found");
        }
    }

    @Test
    void anUpdateOfWhichNothingTellsWaitsForAPersonBeforeItIsBegunAnew() {
        try (var it = new RunningWorld()) {
            it.world.failing("beginUpdate https://10.0.0.9/bios.bin", 1, lost());
            var run = it.startRunbook(UPDATE);
            assertThat(it.untilWaiting(run).waiting().trouble())
                    .contains("neither a task nor a version tells whether it began");
            assertThat(updates(it)).isEqualTo(1);
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls).containsSubsequence("findUpdate", "findUpdate");
            assertThat(updates(it)).isEqualTo(2);
        }
    }

    private static ApplicationFailure lost() {
        return ApplicationFailure.newFailure("no answer", FailureTypes.BMC_UNREACHABLE);
    }

    private static long updates(RunningWorld it) {
        return it.world.calls.stream()
                .filter(call -> call.startsWith("beginUpdate"))
                .count();
    }

    @Test
    void aListWhoseStepsDoNotFitOneAnotherIsRefused() {
        refused("ends in BootOS", new RunbookStep.BootOs("bootos"));
        refused("not in BootOS there", new RunbookStep.Inspect("look"));
        refused("'leave' it first", new RunbookStep.BootOs("bootos"), new RunbookStep.Power("off", PowerCommand.OFF));
        refused("its name is taken", new RunbookStep.Ask("ask", "x"), new RunbookStep.Ask("ask", "y"));
        refused("its name is taken", new RunbookStep.Ask("plan", "x"));
        refused(
                "once",
                new RunbookStep.BootOs("one"),
                new RunbookStep.Leave("leave", null),
                new RunbookStep.BootOs("two"),
                new RunbookStep.Leave("again", null));
        refused("1 to 50");
    }

    private static void refused(String why, RunbookStep... steps) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunbookSteps.checked(List.of(steps)))
                .withMessageContaining(why);
    }
}
