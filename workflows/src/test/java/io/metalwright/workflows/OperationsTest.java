package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.MachineState;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.PowerState;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.Steering;
import io.metalwright.model.run.StepView;
import io.metalwright.model.spec.CleaningStep;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Release, Clean, Rescue and Reinstall, by what becomes of the machine. */
@Timeout(60)
class OperationsTest {
    private static final Steering ANNA = Steering.by("anna");
    private static final BootPlan WAITS = new BootPlan.BootOs(false, List.of());

    private static ApplicationFailure lasting() {
        return ApplicationFailure.newNonRetryableFailure("no way", FailureTypes.REFUSED, "mend it");
    }

    private static List<String> steps(RunView view) {
        return view.steps().stream().map(StepView::name).toList();
    }

    @Test
    void aReleasedMachineIsWipedOffAndAvailable() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            var view = RunningWorld.result(it.startRelease());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(steps(view))
                    .containsExactly(
                            "plan",
                            "power-before",
                            "boot-plan",
                            "network-boot",
                            "agent",
                            "hardware-check",
                            "wipe-metadata",
                            "power-off",
                            "record");
            assertThat(it.world.callsAfter("wipe")).containsExactly("apply off", "publish", "recordRelease");
            assertThat(it.world.plan.plan()).isEqualTo(WAITS);
            assertThat(it.world.states).containsExactly(MachineState.AVAILABLE);
        }
    }

    @Test
    void anotherMachineThanThePlannedOneIsNotWiped() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            it.world.serial = "SN-2";
            var run = it.startRelease();
            assertThat(it.untilWaiting(run).waiting().step()).isEqualTo("hardware-check");
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.calls).doesNotContain("wipe").contains("apply cycle");
            assertThat(it.world.plan.plan()).isEqualTo(new BootPlan.LocalDisk());
            assertThat(it.world.states).containsExactly(MachineState.DEPLOYED);
        }
    }

    @Test
    void aReleaseCancelledWhileItWipesLeavesAFailedMachineInBootOs() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            it.world.failing("wipe", 1, lasting());
            var run = it.startRelease();
            it.untilWaiting(run);
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.plan.plan()).isEqualTo(WAITS);
            assertThat(it.world.calls).doesNotContain("apply cycle");
            assertThat(it.world.states).containsExactly(MachineState.FAILED);
        }
    }

    @Test
    void cleaningErasesInFullWhereNobodySaysOtherwise() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.startClean(Map.of()));
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(steps(view)).contains("erase-disks").doesNotContain("wipe-metadata");
            assertThat(it.world.calls).contains("erase overwrite from 0");
            assertThat(it.world.states).containsExactly(MachineState.AVAILABLE);
        }
    }

    @Test
    void cleaningStepsComeByPriorityAndZeroLeavesOneOut() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.startClean(Map.of(CleaningStep.WIPE_METADATA, 99)));
            assertThat(steps(view)).containsSubsequence("wipe-metadata", "erase-disks");
        }
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(
                    it.startClean(Map.of(CleaningStep.WIPE_METADATA, 1, CleaningStep.ERASE_DISKS, 0)));
            assertThat(steps(view)).contains("wipe-metadata").doesNotContain("erase-disks");
        }
    }

    @Test
    void aMachineIsCleanedWithItsBmcAndFirmwareByPriority() {
        try (var it = new RunningWorld()) {
            it.world.protocol = BmcProtocol.REDFISH;
            var view = RunningWorld.result(it.startCleanMachine(Map.of()));
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(steps(view))
                    .containsSubsequence(
                            "hardware-check",
                            "change-bmc-credential",
                            "reset-secure-boot-keys",
                            "erase-disks",
                            "reset-bios",
                            "reset-bmc",
                            "return")
                    .doesNotContain("clear-secure-boot-keys", "wipe-metadata");
            assertThat(it.world.calls)
                    .containsSubsequence(
                            "setFirmware the keys that it was sold with",
                            "erase overwrite from 0",
                            "resetBios",
                            "resetBmc");
            assertThat(evidence(view, "reset-bios")).contains("pending until the machine's next start");
        }
    }

    @Test
    void whatTheBmcHasNoWayToDoIsPassedOverUnlessItWasNamed() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.startCleanMachine(Map.of()));
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(evidence(view, "reset-bios")).startsWith("Passed over.").contains("IPMI");
            assertThat(it.world.calls).contains("resetBmc").doesNotContain("resetBios");
        }
        try (var it = new RunningWorld()) {
            it.world.protocol = BmcProtocol.REDFISH;
            it.world.failing(
                    "resetBios",
                    1,
                    ApplicationFailure.newNonRetryableFailure("it offers no way to", FailureTypes.BMC_HAS_NO_WAY));
            var view = RunningWorld.result(it.startCleanMachine(Map.of()));
            assertThat(evidence(view, "reset-bios")).isEqualTo("Passed over. it offers no way to");
        }
        try (var it = new RunningWorld()) {
            var run = it.startClean(Map.of(CleaningStep.RESET_BIOS, 5));
            var waiting = it.untilWaiting(run).waiting();
            assertThat(waiting.step()).isEqualTo("reset-bios");
            assertThat(waiting.trouble()).contains("IPMI");
            run.skip(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
        }
    }

    private static String evidence(RunView view, String step) {
        return view.steps().stream()
                .filter(found -> found.name().equals(step))
                .findFirst()
                .orElseThrow()
                .evidence();
    }

    @Test
    void anErasingThatLostItsMachineGoesOnWhereItWas() {
        try (var it = new RunningWorld()) {
            it.world.failing(
                    "erase overwrite from 0",
                    1,
                    ApplicationFailure.newFailure("reset", FailureTypes.MACHINE_LOST, "wait", 4_000_000L));
            assertThat(RunningWorld.result(it.startClean(Map.of())).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls).contains("erase overwrite from 0", "erase overwrite from 4000000");
        }
    }

    @Test
    void aMachineIsHeldForRescueUntilAPersonSaysSo() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            var run = it.startRescue();
            var waiting = it.untilWaiting(run).waiting();
            assertThat(waiting.step()).isEqualTo("rescue");
            assertThat(waiting.trouble()).contains("ssh root@10.0.0.20").contains("ssh-ed25519");
            assertThat(waiting.nextTryAt()).isNull();
            assertThat(it.world.plan.plan())
                    .isEqualTo(new BootPlan.BootOs(true, List.of("ssh-ed25519 AAAAkey run", RunningWorld.OPERATOR)));
            assertThat(it.world.states).containsExactly(MachineState.MAINTENANCE);
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls).contains("reboot");
            assertThat(it.world.plan.plan()).isEqualTo(new BootPlan.LocalDisk());
            assertThat(it.world.states).containsExactly(MachineState.MAINTENANCE, MachineState.DEPLOYED);
        }
    }

    @Test
    void aCancelledRescueBringsTheMachineBackToo() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            var run = it.startRescue();
            it.untilWaiting(run);
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.calls).contains("apply cycle");
            assertThat(it.world.plan.plan()).isEqualTo(new BootPlan.LocalDisk());
            assertThat(it.world.states).containsExactly(MachineState.MAINTENANCE, MachineState.DEPLOYED);
        }
    }

    @Test
    void aReinstallationNamesWhatItDestroysAndDeploys() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            var view = RunningWorld.result(it.startReinstall());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(steps(view)).startsWith("plan", "old-system", "power-before", "boot-plan");
            assertThat(view.steps().get(1).evidence())
                    .contains("will be destroyed")
                    .contains("DISK-1");
            assertThat(it.world.states).containsExactly(MachineState.DEPLOYED);
        }
    }

    @Test
    void aReinstallationCancelledInTimeLeavesTheOldSystemRunning() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            it.world.failing("look", 1, lasting());
            var run = it.startReinstall();
            it.untilWaiting(run);
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.callsAfter("look"))
                    .containsExactly("clearBootOverride", "publish", "apply cycle", "releasePlan", "recordState");
            assertThat(it.world.states).containsExactly(MachineState.DEPLOYED);
        }
    }

    @Test
    void aProvisioningCancelledInTimeLeavesTheOldSystemRunning() {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.ADOPTED;
            it.world.failing("look", 1, lasting());
            var run = it.start();
            assertThat(steps(it.untilWaiting(run))).startsWith("plan", "power-before", "boot-plan");
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.callsAfter("look"))
                    .containsExactly("clearBootOverride", "publish", "apply cycle", "releasePlan", "recordState");
            assertThat(it.world.states).containsExactly(MachineState.ADOPTED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "planOperation",
                "read",
                "publish",
                "bootFromNetwork",
                "look",
                "wipe",
                "apply off",
                "recordRelease"
            })
    void aReleaseThatFailsAnywhereWaitsAndGoesOnByAPersonsWord(String activity) {
        try (var it = new RunningWorld()) {
            it.world.state = MachineState.DEPLOYED;
            it.world.power = PowerState.OFF;
            it.world.failing(activity, 1, lasting());
            var run = it.startRelease();
            it.untilWaiting(run);
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
        }
    }
}
