package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.metalwright.model.BootMode;
import io.metalwright.model.MachineState;
import io.metalwright.model.boot.AgentPresence;
import io.metalwright.model.hardware.Volume;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.run.LogLine;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.Steering;
import io.metalwright.model.run.StepState;
import io.metalwright.model.run.StepView;
import io.metalwright.model.spec.VolumeLevel;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Volumes;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ProvisionTest {
    private static final Steering ANNA = Steering.by("anna");

    private static ApplicationFailure lasting(String type, String text) {
        return ApplicationFailure.newNonRetryableFailure(text, type, "mend it");
    }

    @Test
    void aBareMachineBecomesADeployedOneAndEveryStepHasEvidence() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.start());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.steps()).allSatisfy(step -> {
                assertThat(step.state()).isEqualTo(StepState.DONE);
                assertThat(step.attempts()).isEqualTo(1);
                assertThat(step.evidence()).isNotBlank();
            });
            assertThat(it.world.states).containsExactly(MachineState.DEPLOYED);
            assertThat(it.world.row).isEqualTo(view);
            assertThat(it.world.log)
                    .extracting(line -> line.text())
                    .contains("Plan", "hello", "The script ended with status 0.");
        }
    }

    @Test
    void aMachineThatIsInBootOsIsNotBootedAgain() {
        try (var it = new RunningWorld()) {
            it.world.inBootOs = true;
            assertThat(RunningWorld.result(it.start()).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls).doesNotContain("bootFromNetwork");
        }
    }

    @Test
    void anAgentThatIsRefusedAgainAndAgainMakesTheRunWaitAndSayWhy() {
        try (var it = new RunningWorld()) {
            it.world.refusals = 3;
            var run = it.start();
            var waiting = Objects.requireNonNull(it.untilWaiting(run).waiting());
            assertThat(waiting.trouble())
                    .contains("3 times")
                    .contains("it came up in BootOS and was refused (its token has expired)");
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
        }
    }

    @Test
    void aMachineThatStartsAgainAndAgainMakesTheRunWait() {
        try (var it = new RunningWorld()) {
            it.world.loops = true;
            var run = it.start();
            assertThat(Objects.requireNonNull(it.untilWaiting(run).waiting()).trouble())
                    .contains("started 4 times by itself")
                    .contains("it fetched the kernel (10.0.0.20)");
            it.world.loops = false;
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
        }
    }

    @ParameterizedTest
    @CsvSource({"ABSENT, PT0S, PT1S", "UNSURE, PT20S, PT21S"})
    void anAgentIsWaitedForOnlyWhereOneMayBeUp(AgentPresence presence, Duration atLeast, Duration lessThan) {
        try (var it = new RunningWorld()) {
            it.world.presence = presence;
            var view = RunningWorld.result(it.start());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            var boot = view.steps().stream()
                    .filter(step -> step.name().equals("network-boot"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Duration.between(boot.startedAt(), boot.endedAt())).isBetween(atLeast, lessThan);
        }
    }

    @Test
    void aDiscThatTheBmcShowedIsTakenOutAsSoonAsTheAgentWasHeard() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.startFromDisc());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls)
                    .containsSubsequence("offerDisc", "bootFromDisc", "takeDiscOut", "look")
                    .doesNotContain("bootFromNetwork");
            assertThat(it.world.leftBehind).doesNotContain("disc");
        }
    }

    @Test
    void aMachineLostInMidStepGetsItsDiscAgainAndLosesItAgain() {
        try (var it = new RunningWorld()) {
            it.world.failing("write", 1, ApplicationFailure.newFailure("connection reset", FailureTypes.MACHINE_LOST));
            assertThat(RunningWorld.result(it.startFromDisc()).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls)
                    .containsSubsequence(
                            "bootFromDisc", "takeDiscOut", "write", "bootFromDisc", "takeDiscOut", "write");
        }
    }

    @ParameterizedTest
    @CsvSource({"bootFromDisc", "takeDiscOut", "look"})
    void aCancelledRunLeavesNoDiscBehind(String activity) {
        try (var it = new RunningWorld()) {
            it.world.failing(activity, 1, lasting(FailureTypes.REFUSED, "no way"));
            var run = it.startFromDisc();
            it.untilWaiting(run);
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.leftBehind).isEmpty();
            assertThat(Objects.requireNonNull(it.world.plan).medium()).isNull();
        }
    }

    @Test
    void aDiscOfAnEarlierPlanIsTakenOutBeforeTheNetworkIsBooted() {
        try (var it = new RunningWorld()) {
            it.world.failing("bootFromDisc", 1, lasting(FailureTypes.BMC_REFUSED, "no licence"));
            var run = it.startFromDisc();
            it.untilWaiting(run);
            run.retry(new Steering("anna", null, Map.of("/bootMethod", "network"), null));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls).containsSubsequence("bootFromDisc", "takeDiscOut", "bootFromNetwork");
            assertThat(it.world.calls.stream().filter("bootFromDisc"::equals)).hasSize(1);
        }
    }

    @Test
    void aDiscIsAskedForInTheMidstOfARunAndTheMachineIsBootedAnew() {
        try (var it = new RunningWorld()) {
            it.world.failing("bootFromNetwork", 1, lasting(FailureTypes.BMC_REFUSED, "no network boot"));
            var run = it.start();
            it.untilWaiting(run);
            run.retry(new Steering("anna", null, Map.of("/bootMethod", "virtual-media"), null));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls).containsSubsequence("bootFromNetwork", "offerDisc", "bootFromDisc");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plan, planProvision",
        "boot-plan, publish",
        "network-boot, bootFromNetwork",
        "hardware-check, look",
        "raid, raid boot-1",
        "image, write",
        "grow-root, growRoot",
        "configure-os, configureOs",
        "post-install, runScript",
        "os-ready, answersSsh",
        "record, recordDeployment"
    })
    void aStepThatCannotSucceedWaitsAndGoesOnByAPersonsWord(String step, String activity) {
        try (var it = new RunningWorld()) {
            it.world.failing(activity, 1, lasting(FailureTypes.REFUSED, "no way"));
            var run = it.start();
            var waiting = it.untilWaiting(run).waiting();
            assertThat(waiting.step()).isEqualTo(step);
            assertThat(waiting.trouble()).isEqualTo("no way");
            assertThat(waiting.advice()).isEqualTo("mend it");
            assertThat(waiting.nextTryAt()).isNull();
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.log).anySatisfy(line -> assertThat(line.who()).isEqualTo("anna"));
        }
    }

    @Test
    void theBootLoaderOfAPartitionImageIsInstalledAfterThePostInstallScript() {
        try (var it = new RunningWorld()) {
            it.world.partitionImage = true;
            it.world.mode = BootMode.UEFI;
            var view = RunningWorld.result(it.start());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls)
                    .containsSubsequence(
                            "write", "growRoot", "configureOs", "runScript", "installBootLoader UEFI", "reboot");
        }
    }

    @Test
    void anImageOfAWholeDiskKeepsItsOwnBootLoader() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.start());
            assertThat(it.world.calls).noneMatch(call -> call.startsWith("installBootLoader"));
            assertThat(view.steps())
                    .filteredOn(step -> step.name().equals("boot-loader"))
                    .singleElement()
                    .satisfies(step -> assertThat(step.evidence()).isEqualTo("The image brings its own."));
        }
    }

    @Test
    void passingTroubleIsTriedAgainByItselfAfterTheRetriesAreExhausted() {
        try (var it = new RunningWorld()) {
            it.world.failing("growRoot", 7, ApplicationFailure.newFailure("disk busy", "Busy"));
            var view = RunningWorld.result(it.start());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.steps().stream()
                            .filter(step -> step.name().equals("grow-root"))
                            .findFirst()
                            .orElseThrow()
                            .attempts())
                    .isEqualTo(2);
        }
    }

    @Test
    void aMachineLostInMidStepIsPutBackAndOnlyThatStepGoesOn() {
        try (var it = new RunningWorld()) {
            it.world.failing("write", 1, ApplicationFailure.newFailure("connection reset", FailureTypes.MACHINE_LOST));
            var view = RunningWorld.result(it.start());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls.stream().filter("bootFromNetwork"::equals))
                    .hasSize(2);
            assertThat(it.world.calls).contains("raid boot-1", "raid boot-2");
            assertThat(it.world.calls.stream().filter("look"::equals)).hasSize(1);
        }
    }

    @Test
    void anotherMachineThanThePlannedOneIsNeverWritten() {
        try (var it = new RunningWorld()) {
            it.world.serial = "SN-2";
            var run = it.start();
            var waiting = it.untilWaiting(run).waiting();
            assertThat(waiting.step()).isEqualTo("hardware-check");
            assertThat(waiting.trouble()).contains("SN-1").contains("SN-2");
            assertThat(waiting.skippable()).isFalse();
            assertThat(it.world.calls).doesNotContain("raid boot-1", "write");
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
        }
    }

    @Test
    void cancellingUndoesInReverseOrderAndTheMachineIsAsBefore() {
        try (var it = new RunningWorld()) {
            it.world.failing("look", 1, lasting(FailureTypes.REFUSED, "no way"));
            var run = it.start();
            it.untilWaiting(run);
            run.cancel(ANNA);
            var view = RunningWorld.result(run);
            assertThat(view.state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.callsAfter("look"))
                    .containsExactly("clearBootOverride", "publish", "releasePlan", "recordState");
            assertThat(it.world.states).containsExactly(MachineState.AVAILABLE);
            assertThat(it.world.plan.workflowId()).isNull();
        }
    }

    @Test
    void cancellingAfterTheDiskWasWrittenLeavesTheMachineFailed() {
        try (var it = new RunningWorld()) {
            it.world.failing("growRoot", 1, lasting(FailureTypes.REFUSED, "no way"));
            var run = it.start();
            it.untilWaiting(run);
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).outcome()).contains("failed");
            assertThat(it.world.states).containsExactly(MachineState.FAILED);
        }
    }

    @Test
    void anUndoThatFailsIsShownAndTriedAgain() {
        try (var it = new RunningWorld()) {
            it.world.failing("look", 1, lasting(FailureTypes.REFUSED, "no way"));
            it.world.failing("clearBootOverride", 1, lasting(FailureTypes.BMC_UNREACHABLE, "the BMC is silent"));
            var run = it.start();
            it.untilWaiting(run);
            run.cancel(ANNA);
            var waiting = it.untilWaiting(run).waiting();
            assertThat(waiting.doing()).startsWith("Undo");
            assertThat(waiting.trouble()).isEqualTo("the BMC is silent");
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.calls.stream().filter("clearBootOverride"::equals))
                    .hasSize(2);
        }
    }

    @Test
    void aChangedImageIsPlannedAnewAndWritten() {
        try (var it = new RunningWorld()) {
            it.world.failing("write", 1, lasting(FailureTypes.IMAGE_BROKEN, "chunk 3 is broken"));
            var run = it.start();
            var first = it.untilWaiting(run);
            run.retry(new Steering("anna", "image", Map.of("/image", "other"), "the first is broken"));
            var view = RunningWorld.result(run);
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.planHash()).isNotEqualTo(first.planHash());
            assertThat(it.world.calls.stream().filter("planProvision"::equals)).hasSize(2);
        }
    }

    @Test
    void aChangeThatCannotBePlannedLeavesTheRunWaitingAndItsWishAsItWas() {
        try (var it = new RunningWorld()) {
            it.world.failing("write", 1, lasting(FailureTypes.IMAGE_BROKEN, "chunk 3 is broken"));
            var run = it.start();
            var first = it.untilWaiting(run);
            it.world.failing("planProvision", 1, lasting(FailureTypes.IMAGE_UNKNOWN, "There is no image 'none'."));
            run.retry(new Steering("anna", "image", Map.of("/image", "none"), null));
            var waiting = it.untilWaiting(run).waiting();
            assertThat(waiting.trouble()).isEqualTo("There is no image 'none'.");
            assertThat(waiting.step()).isEqualTo("image");
            run.retry(ANNA);
            var view = RunningWorld.result(run);
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.planHash()).isEqualTo(first.planHash());
            assertThat(it.world.log)
                    .extracting(LogLine::text)
                    .contains(
                            "retry with a change of /image to none",
                            "The change was not taken: There is no image 'none'.");
        }
    }

    @Test
    void aChangeThatCannotBePlannedGivesWayToAnother() {
        try (var it = new RunningWorld()) {
            it.world.failing("growRoot", 1, lasting(FailureTypes.REFUSED, "no room"));
            var run = it.start();
            it.untilWaiting(run);
            it.world.failing("planProvision", 2, lasting(FailureTypes.IMAGE_UNKNOWN, "There is no such image."));
            run.retry(new Steering("anna", null, Map.of("/image", "none"), null));
            it.untilWaiting(run);
            run.retry(new Steering("anna", null, Map.of("/image", "neither"), null));
            it.untilWaiting(run);
            run.skip(ANNA);
            var view = RunningWorld.result(run);
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.steps())
                    .filteredOn(step -> step.state() == StepState.SKIPPED)
                    .extracting(StepView::name)
                    .containsExactly("grow-root");
        }
    }

    @Test
    void aChangeThatMayBePlannedLaterIsTriedAgainByItself() {
        try (var it = new RunningWorld()) {
            it.world.failing("write", 1, lasting(FailureTypes.IMAGE_BROKEN, "chunk 3 is broken"));
            var run = it.start();
            it.untilWaiting(run);
            // More often than one planning is tried.
            it.world.failing(
                    "planProvision",
                    32,
                    ApplicationFailure.newBuilder()
                            .setMessage("still imported")
                            .setType(FailureTypes.IMAGE_UNKNOWN)
                            .setNextRetryDelay(Duration.ofMillis(1))
                            .build());
            run.retry(new Steering("anna", "image", Map.of("/image", "other"), null));
            var view = RunningWorld.result(run);
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(it.world.log)
                    .extracting(LogLine::text)
                    .contains("The change was not taken: still imported")
                    .anySatisfy(text -> assertThat(text).contains("chunks of other verified"));
        }
    }

    @Test
    void aChangeThatComesWhenTheMachineRunsItsSystemTakesItBackIntoBootOs() {
        try (var it = new RunningWorld()) {
            it.world.failing("answersSsh", 1, lasting(FailureTypes.REFUSED, "another machine answers there"));
            var run = it.start();
            it.untilWaiting(run);
            run.retry(new Steering("anna", "os-ready", Map.of("/network/address", "10.0.0.21"), null));
            var view = RunningWorld.result(run);
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(it.world.callsAfter("planProvision"))
                    .containsSubsequence(
                            "publish", "bootFromNetwork", "write", "configureOs", "publish", "reboot", "answersSsh");
        }
    }

    @Test
    void aBmcIsCorrectedWithTheWordOfRetry() {
        try (var it = new RunningWorld()) {
            it.world.failing("bootFromNetwork", 1, lasting(FailureTypes.BMC_REFUSED_CREDENTIAL, "refused"));
            var run = it.start();
            it.untilWaiting(run);
            run.retry(new Steering(
                    "anna",
                    null,
                    Map.of("/bmc/user", "operator", "/bmc/password", "secret:machine/m-test0001/7"),
                    null));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.recorded)
                    .extracting(BmcTarget::user, bmc -> bmc.password().value(), BmcTarget::address)
                    .containsExactly(tuple("operator", "secret:machine/m-test0001/7", "10.0.1.20"));
            assertThat(it.world.bmcs).extracting(BmcTarget::user).containsExactly("metalwright", "operator");
            assertThat(it.world.calls.stream().filter("planProvision"::equals)).hasSize(1);
            assertThat(it.world.log)
                    .extracting(LogLine::text)
                    .contains(
                            "retry with a change of /bmc/password, /bmc/user to operator",
                            "The BMC is operator at 10.0.1.20, with another password.");
        }
    }

    @Test
    void anUndoThatFailsGoesOnWithACorrectedBmc() {
        try (var it = new RunningWorld()) {
            it.world.failing("look", 1, lasting(FailureTypes.REFUSED, "no way"));
            it.world.failing("clearBootOverride", 1, lasting(FailureTypes.BMC_UNREACHABLE, "the BMC is silent"));
            var run = it.start();
            it.untilWaiting(run);
            run.cancel(ANNA);
            it.untilWaiting(run);
            run.retry(new Steering("anna", null, Map.of("/bmc/address", "10.0.1.99"), null));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.recorded).extracting(BmcTarget::address).containsExactly("10.0.1.99");
        }
    }

    @Test
    void aBmcThatCannotBeSoIsRefusedAndNoPasswordIsRepeated() {
        try (var it = new RunningWorld()) {
            it.world.failing("bootFromNetwork", 1, lasting(FailureTypes.BMC_REFUSED_CREDENTIAL, "refused"));
            var run = it.start();
            it.untilWaiting(run);
            refused(() -> run.retry(bmc("/bmc/port", 99999)), "'/bmc/port' is no port");
            refused(() -> run.retry(bmc("/bmc/address", "a b")), "'/bmc/address' is no address");
            refused(() -> run.retry(bmc("/bmc/user", "")), "'/bmc/user' is a name");
            refused(() -> run.retry(bmc("/bmc/colour", "red")), "'/bmc/colour' is no field of a BMC");
            assertThatThrownBy(() -> run.retry(bmc("/bmc/password", "hunter2 hunter2")))
                    .hasStackTraceContaining("reaches a run as a reference")
                    .satisfies(refusal -> {
                        var told = new StringWriter();
                        refusal.printStackTrace(new PrintWriter(told));
                        assertThat(told.toString()).doesNotContain("hunter2");
                    });
            run.cancel(ANNA);
            RunningWorld.result(run);
        }
    }

    private static Steering bmc(String field, Object value) {
        return new Steering("anna", null, Map.of(field, value), null);
    }

    @Test
    void aBmcThatAPersonHasMendedIsAskedAgainAsItIsKnownNow() {
        try (var it = new RunningWorld()) {
            it.world.failing("bootFromNetwork", 2, lasting(FailureTypes.BMC_REFUSED_CREDENTIAL, "refused"));
            var run = it.start();
            it.untilWaiting(run);
            it.world.bmcUser = "operator";
            run.retry(ANNA);
            it.untilWaiting(run);
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.bmcs)
                    .extracting(BmcTarget::user)
                    .containsExactly("metalwright", "operator", "operator");
            assertThat(it.world.bmcs.getFirst().mended()).isNull();
            assertThat(it.world.bmcs).extracting(BmcTarget::mended).doesNotHaveDuplicates();
        }
    }

    @Test
    void wordsThatDoNotFitAreRefusedWithTheReason() {
        try (var it = new RunningWorld()) {
            it.world.failing("write", 1, lasting(FailureTypes.IMAGE_BROKEN, "chunk 3 is broken"));
            var run = it.start();
            it.untilWaiting(run);
            refused(() -> run.skip(ANNA), "cannot be skipped");
            refused(() -> run.retry(new Steering("anna", "raid", Map.of(), null)), "waits at 'image'");
            refused(() -> run.retry(new Steering("anna", null, Map.of("/imagge", "x"), null)), "imagge");
            refused(
                    () -> run.retry(new Steering("anna", null, Map.of("/machine", "m-other001"), null)),
                    "cannot be changed");
            run.cancel(ANNA);
            refused(() -> run.cancel(ANNA), "already");
            RunningWorld.result(run);
        }
    }

    private static void refused(Runnable word, String reason) {
        assertThatThrownBy(word::run)
                .isInstanceOf(WorkflowUpdateException.class)
                .hasStackTraceContaining(reason);
    }

    @Test
    void aStartUnderAnotherIdGoesOnUnderTheMachinesOwn() {
        try (var it = new RunningWorld()) {
            var byHand = it.temporal
                    .getWorkflowClient()
                    .newWorkflowStub(
                            Provision.class,
                            it.options().toBuilder().setWorkflowId("by-hand").build());
            RunView view = byHand.run(RunningWorld.spec("debian").on(World.MACHINE));
            assertThat(view.workflowId()).isEqualTo(WorkflowIds.machine(World.MACHINE));
            assertThat(view.state()).isEqualTo(RunState.DONE);
        }
    }

    @Test
    void aMachineThatNeverComesUpIsBootedThriceThenAPersonIsAskedWithItsLastSign() {
        try (var it = new RunningWorld()) {
            it.world.dead = true;
            var run = it.start();
            it.temporal.sleep(java.time.Duration.ofMinutes(32));
            var waiting = it.untilWaiting(run).waiting();
            assertThat(waiting.step()).isEqualTo("agent");
            assertThat(waiting.trouble()).contains("3 boots").contains("none");
            assertThat(it.world.calls.stream().filter("bootFromNetwork"::equals))
                    .hasSize(3);
            run.cancel(ANNA);
            RunningWorld.result(run);
        }
    }

    @Test
    void aBootThatIsLostAgainRightAfterItCameBackGivesWayToANewOne() {
        try (var it = new RunningWorld()) {
            it.world.failing(
                    "look", 2, ApplicationFailure.newNonRetryableFailure("other host key", FailureTypes.MACHINE_LOST));
            it.world.before("look", () -> {
                it.world.before("journal", it.world::reachesItsSiteAgain);
                it.world.before("look", () -> it.world.before("journal", it.world::reachesItsSiteAgain));
            });
            var view = RunningWorld.result(it.start());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls)
                    .containsSubsequence("bootFromNetwork", "look", "look", "bootFromNetwork", "look", "raid boot-2");
        }
    }

    @Test
    void aMachineThatCameBackWhileItsLastBootWasLookedForIsGoneOnWithAtOnce() {
        try (var it = new RunningWorld()) {
            it.world.failing("write", 1, ApplicationFailure.newFailure("reset", FailureTypes.MACHINE_LOST));
            it.world.before("write", it.world::powerCut);
            var run = it.start();
            RunningWorld.result(run);
            assertThat(it.world.calls).filteredOn("bootFromNetwork"::equals).hasSize(1);
            // Not the minutes for which a lost machine is waited for.
            assertThat(it.world.calls).containsSubsequence("write", "raid boot-2", "write");
            assertThat(Duration.between(
                            run.status().startedAt(),
                            Objects.requireNonNull(run.status().endedAt())))
                    .isLessThan(Duration.ofSeconds(60));
        }
    }

    @Test
    void aMachineThatRestartedWhileTheRunWaitedHasItsDeviceFoundAgain() {
        try (var it = new RunningWorld()) {
            var run = waitingForTheImage(it);
            it.world.powerCut();
            run.retry(Steering.by("anna"));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls)
                    .containsSubsequence("raid boot-1", "write", "raid boot-2", "write")
                    .filteredOn(call -> call.startsWith("raid "))
                    .hasSize(2);
        }
    }

    @Test
    void aBootThatAnnouncesItselfOnceMoreHasItsDeviceWhereItWas() {
        try (var it = new RunningWorld()) {
            var run = waitingForTheImage(it);
            it.world.reachesItsSiteAgain();
            run.retry(Steering.by("anna"));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls)
                    .filteredOn(call -> call.startsWith("raid "))
                    .containsExactly("raid boot-1");
        }
    }

    private static Provision waitingForTheImage(RunningWorld it) {
        it.world.failing(
                "write", 1, ApplicationFailure.newNonRetryableFailure("chunk 3 is broken", FailureTypes.IMAGE_BROKEN));
        var run = it.start();
        it.untilWaiting(run);
        return run;
    }

    @Test
    void loaderThatSecureBootRefusesIsNamedAfterOneBoot() {
        try (var it = new RunningWorld()) {
            it.world.mode = BootMode.UEFI;
            it.world.secureBoot = true;
            it.world.refusesLoaders = true;
            var run = it.start();
            var waiting = it.untilWaiting(run).waiting();
            assertThat(waiting.step()).isEqualTo("agent");
            assertThat(waiting.trouble())
                    .startsWith("The firmware refused our boot loader: secure boot is on")
                    .contains("Last sign of life: it fetched its boot file");
            assertThat(waiting.advice())
                    .contains("/bootMethod to virtual-media")
                    .contains("secure-boot off");
            assertThat(it.world.calls.stream().filter("bootFromNetwork"::equals))
                    .hasSize(1);
            run.retry(new Steering("anna", null, Map.of("/bootMethod", "virtual-media"), null));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls).contains("bootFromDisc");
        }
    }

    @Test
    void whoIsGivenNoAddressIsNotBootedAgainAndAgainAndTheRunSaysWhatIsMissing() {
        try (var it = new RunningWorld()) {
            it.world.refusesAddresses = "segment rack1 has no range of addresses for machines";
            var run = it.start();
            var waiting = it.untilWaiting(run).waiting();
            assertThat(waiting.step()).isEqualTo("agent");
            assertThat(waiting.trouble())
                    .isEqualTo(
                            "The machine asked for an address and was given none: segment rack1 has no range of addresses for machines.");
            assertThat(waiting.advice()).contains("--machines", "--boot-address");
            assertThat(it.world.calls.stream().filter("bootFromNetwork"::equals))
                    .hasSize(1);
            it.world.refusesAddresses = null;
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
        }
    }

    @Test
    void muteLoaderOfUnknownFirmwareIsTriedAgainBeforeItIsPutDownToSecureBoot() {
        try (var it = new RunningWorld()) {
            it.world.mode = BootMode.UEFI;
            it.world.refusesLoaders = true;
            var run = it.start();
            for (int minute = 0; minute < 60 && run.status().state() != RunState.WAITING; minute++) {
                it.temporal.sleep(Duration.ofMinutes(1));
            }
            var waiting = run.status().waiting();
            assertThat(waiting.trouble())
                    .contains("the loader never ran")
                    .contains("whether this machine's is on, no report tells");
            assertThat(it.world.calls.stream().filter("bootFromNetwork"::equals))
                    .hasSize(3);
        }
    }

    @Test
    void aMachineWhosePowerIsCutOnTheWayToItsDiskIsSwitchedOn() {
        try (var it = new RunningWorld()) {
            it.world.losesPower = true;
            assertThat(RunningWorld.result(it.start()).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls).containsSubsequence("reboot", "read", "apply on", "answersSsh");
        }
    }

    @Test
    void aMachineWhosePowerIsCutOnTheWayIntoBootOsIsBootedAnewBeforeItsTimeIsOver() {
        try (var it = new RunningWorld()) {
            it.world.powerCuts = 1;
            var view = RunningWorld.result(it.start());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls).containsSubsequence("bootFromNetwork", "read", "bootFromNetwork", "look");
            assertThat(view.steps())
                    .filteredOn(step -> step.name().equals("agent"))
                    .allSatisfy(step -> assertThat(Duration.between(step.startedAt(), step.endedAt()))
                            .isLessThan(Duration.ofMinutes(3)));
        }
    }

    @Test
    void aBmcThatDoesNotTellThePowerIsNoReasonToGiveTheSystemUp() {
        try (var it = new RunningWorld()) {
            it.world.losesPower = true;
            it.world.before(
                    "reboot",
                    () -> it.world.failing("read", 1, lasting(FailureTypes.BMC_UNREACHABLE, "the BMC is silent")));
            assertThat(RunningWorld.result(it.start()).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls).containsSubsequence("reboot", "read", "read", "apply on", "answersSsh");
        }
    }

    @Test
    void firmwareThatIsAskedForIsSetBeforeTheBootAndSeenFromInside() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.startWithSecureBoot());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.steps()).extracting(StepView::name).containsSubsequence("plan", "firmware", "network-boot");
            assertThat(it.world.calls)
                    .containsSubsequence("setFirmware boot mode UEFI and secure boot on", "bootFromDisc", "look");
        }
    }

    @Test
    void firmwareThatWasToldAndDidNotHeedIsFoundOutFromInside() {
        try (var it = new RunningWorld()) {
            it.world.heedsFirmware = false;
            it.world.mode = BootMode.UEFI;
            var run = it.startWithSecureBoot();
            var waiting = it.untilWaiting(run).waiting();
            assertThat(waiting.step()).isEqualTo("hardware-check");
            assertThat(waiting.trouble())
                    .isEqualTo("The plan wants secure boot on, and the machine itself sees it off.");
            it.world.secureBoot = true;
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
        }
    }

    @Test
    void aRunThatIsCancelledLeavesTheFirmwareAsItWas() {
        try (var it = new RunningWorld()) {
            it.world.secureBoot = false;
            it.world.failing("bootFromDisc", 1, lasting(FailureTypes.REFUSED, "no way"));
            var run = it.startWithSecureBoot();
            it.untilWaiting(run);
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.calls).contains("setFirmware boot mode BIOS and secure boot off");
        }
    }

    @Test
    void biosSettingsThatDifferAreWrittenAndTheMachineIsRestartedBeforeItBootsBootOs() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.startWithBios());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls)
                    .containsSubsequence(
                            "readBios",
                            "setBios Sriov=Enabled, Turbo=Enabled",
                            "apply cycle",
                            "awaitBios",
                            "bootFromNetwork");
            assertThat(view.steps())
                    .filteredOn(step -> step.name().equals("bios"))
                    .singleElement()
                    .satisfies(step -> assertThat(step.evidence())
                            .isEqualTo("The BIOS reads Sriov=Enabled, Turbo=Enabled. Before it read Sriov=Disabled."));
        }
    }

    @Test
    void aMachineWhoseBiosIsAsWishedIsNotRestartedForIt() {
        try (var it = new RunningWorld()) {
            it.world.bios.put("Sriov", "Enabled");
            assertThat(RunningWorld.result(it.startWithBios()).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls)
                    .contains("readBios")
                    .noneMatch(call -> call.startsWith("setBios") || call.startsWith("apply"));
        }
    }

    @Test
    void aDriveOfADeletedVolumeThatIsShownAsADiskKeepsNoSystemThatCouldStart() {
        try (var it = new RunningWorld()) {
            it.world.disks.add("DISK-2");
            it.world.deletedVolumes =
                    List.of(new Volume("old", 4_000_000_000L, "RAID1", null, "/1", List.of("DRIVE-1", "DISK-2")));
            var view = RunningWorld.result(it.startWithVolume());
            assertThat(it.world.calls).containsSubsequence("findVolume 0x600605b00d9b2d30", "wipe", "write");
            assertThat(it.world.wiped).extracting(PlannedDisk::serial).containsExactly("DISK-2");
            assertThat(view.steps())
                    .filteredOn(step -> step.name().equals("raid"))
                    .singleElement()
                    .satisfies(
                            step -> assertThat(step.evidence()).startsWith("one volume Of what was deleted: Nothing"));
        }
    }

    @Test
    void theControllersVolumeIsMadeBeforeBootOsBootsAndTheImageGoesToIt() {
        try (var it = new RunningWorld()) {
            it.world.volumesAtRestart = true;
            var view = RunningWorld.result(it.startWithVolume());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls)
                    .containsSubsequence(
                            "readVolume",
                            "makeVolume raid1",
                            "apply cycle",
                            "awaitVolume",
                            "bootFromNetwork",
                            "findVolume 0x600605b00d9b2d30",
                            "write")
                    .noneMatch(call -> call.startsWith("raid "));
            assertThat(view.steps())
                    .filteredOn(step -> step.name().equals("volume"))
                    .singleElement()
                    .satisfies(step -> assertThat(step.evidence())
                            .isEqualTo("Asked for it. Volume 'mw0123456789' stands, of 4000000000 bytes and WWN"
                                    + " 0x600605b00d9b2d30."));
        }
    }

    @Test
    void aVolumeThatStandsIsTakenAndTheMachineStaysAsItWasUponACancel() {
        try (var it = new RunningWorld()) {
            it.world.madeVolume = new Volumes.Standing(
                    "Controller", "old", VolumeLevel.RAID1, 4_000_000_000L, "0x600605b00d9b2d30", List.of());
            it.world.failing("bootFromNetwork", 1, lasting(FailureTypes.REFUSED, "no way"));
            var run = it.startWithVolume();
            it.untilWaiting(run);
            assertThat(it.world.calls).noneMatch(call -> call.startsWith("makeVolume") || call.startsWith("apply"));
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).outcome()).contains("Cancelled before anything was written");
        }
    }

    @Test
    void aRunThatIsCancelledOnceAVolumeWasAskedForLeavesAMachineThatFailed() {
        try (var it = new RunningWorld()) {
            it.world.failing("awaitVolume", 1, lasting(FailureTypes.NOT_DONE, "no volume stands"));
            var run = it.startWithVolume();
            assertThat(Objects.requireNonNull(it.untilWaiting(run).waiting()).trouble())
                    .contains("no volume stands");
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).outcome()).contains("Cancelled after its disks were written");
        }
    }

    @Test
    void aRunThatIsCancelledBeforeAnythingIsWrittenSetsTheBiosBack() {
        try (var it = new RunningWorld()) {
            it.world.failing("bootFromNetwork", 1, lasting(FailureTypes.REFUSED, "no way"));
            var run = it.startWithBios();
            it.untilWaiting(run);
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.calls).contains("setBios Sriov=Disabled");
        }
    }

    @Test
    void aBiosSettingThatStaysIsLeftAloneByAChangeOfIt() {
        try (var it = new RunningWorld()) {
            it.world.failing("awaitBios", 1, lasting(FailureTypes.NOT_DONE, "Sriov stays at Disabled"));
            var run = it.startWithBios();
            assertThat(Objects.requireNonNull(it.untilWaiting(run).waiting()).trouble())
                    .contains("Sriov stays at Disabled");
            run.retry(new Steering("anna", null, Map.of("/bios", Map.of("Turbo", "Enabled")), null));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
        }
    }

    @Test
    void overIpmiFirmwareIsLeftToAPersonAndToTheHardwareCheck() {
        try (var it = new RunningWorld()) {
            it.world.mode = BootMode.UEFI;
            it.world.secureBoot = true;
            var provision = it.temporal.getWorkflowClient().newWorkflowStub(Provision.class, it.options());
            WorkflowClient.start(provision::run, RunningWorld.spec("debian").withFirmware(BootMode.UEFI, true));
            var view = RunningWorld.result(provision);
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.steps())
                    .filteredOn(step -> step.name().equals("firmware"))
                    .singleElement()
                    .satisfies(step -> assertThat(step.evidence()).startsWith("IPMI cannot set firmware"));
        }
    }
}
