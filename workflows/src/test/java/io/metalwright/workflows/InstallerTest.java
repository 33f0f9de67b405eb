package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.MachineState;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.Steering;
import io.metalwright.model.run.StepState;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A system that comes from its distribution's installer. */
@Timeout(60)
class InstallerTest {
    /** Longer than anybody waits for a milestone. */
    private static final Duration SILENCE = Duration.ofMinutes(62);

    private static final Steering ANNA = Steering.by("anna");

    @Test
    void theInstallerPutsTheSystemOnTheDiskAndBootOsConfiguresIt() {
        try (var it = new RunningWorld()) {
            var view = RunningWorld.result(it.startInstaller());
            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(view.steps())
                    .extracting(step -> step.name())
                    .containsExactly(
                            "plan",
                            "boot-plan",
                            "network-boot",
                            "agent",
                            "hardware-check",
                            "raid",
                            "installer",
                            "configure-os",
                            "post-install",
                            "local-boot",
                            "reboot",
                            "os-ready",
                            "record");
            assertThat(view.steps()).allSatisfy(step -> assertThat(step.state()).isEqualTo(StepState.DONE));
            assertThat(it.world.calls)
                    .containsSubsequence(
                            "bootFromNetwork",
                            "look",
                            "raid boot-1",
                            "bootFromNetwork",
                            "installer",
                            "bootFromNetwork",
                            "raid boot-2")
                    .doesNotContain("write", "growRoot");
            assertThat(it.world.states).containsExactly(MachineState.DEPLOYED);
            assertThat(it.world.log)
                    .extracting(line -> line.text())
                    .contains("The machine has its disk divided by the installer: as it went");
            assertThat(it.temporal
                            .getWorkflowClient()
                            .fetchHistory(view.workflowId())
                            .getEvents())
                    .hasSizeLessThan(300);
        }
    }

    @Test
    void whatTheInstallerTellsIsInTheLogWhileItIsAtWork() {
        try (var it = new RunningWorld()) {
            it.world.installer = List.of(SignKind.ANSWERS, SignKind.PARTITIONED);
            var run = it.startInstaller();
            // Long before anybody gives up waiting.
            for (int minute = 0; minute < 40 && !isToldThatTheDiskIsDivided(it); minute++) {
                it.temporal.sleep(Duration.ofMinutes(1));
            }
            assertThat(isToldThatTheDiskIsDivided(it)).isTrue();
            assertThat(run.status().state()).isEqualTo(RunState.RUNNING);
        }
    }

    private static boolean isToldThatTheDiskIsDivided(RunningWorld it) {
        return it.world.log.stream().anyMatch(line -> line.text().contains("has its disk divided"));
    }

    @Test
    void anInstallerThatFallsSilentIsToldOfAndARetryInstallsAnew() {
        try (var it = new RunningWorld()) {
            it.world.installer = List.of(SignKind.ANSWERS, SignKind.PARTITIONED);
            var run = it.startInstaller();
            it.temporal.sleep(SILENCE);
            it.untilWaiting(run);
            assertThat(Objects.requireNonNull(run.status().waiting()).trouble())
                    .contains("told nothing for 60 minutes", "has its disk divided by the installer");
            it.world.installer = List.of(SignKind.ANSWERS, SignKind.INSTALLED);
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls.stream().filter("installer"::equals)).hasSize(2);
        }
    }

    @Test
    void whatIsInstalledIsNotInstalledOnceMoreWhenBootOsDoesNotComeBack() {
        try (var it = new RunningWorld()) {
            it.world.before(
                    "installer",
                    () -> it.world.failing(
                            "bootFromNetwork",
                            1,
                            ApplicationFailure.newNonRetryableFailure("no way", FailureTypes.BMC_REFUSED, "mend it")));
            var run = it.startInstaller();
            it.untilWaiting(run);
            run.retry(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls.stream().filter("installer"::equals)).hasSize(1);
        }
    }

    @Test
    void aChangedWishHasWhatIsInstalledInstalledAnew() {
        try (var it = new RunningWorld()) {
            it.world.failing(
                    "configureOs", 1, ApplicationFailure.newNonRetryableFailure("no root", FailureTypes.REFUSED));
            var run = it.startInstaller();
            it.untilWaiting(run);
            run.retry(new Steering("anna", null, Map.of("/installer/mirror", "http://other.example/debian"), null));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
            assertThat(it.world.calls.stream().filter("installer"::equals)).hasSize(2);
        }
    }

    @Test
    void aDiskThatTheInstallerDoesNotFindIsAPersonsMatter() {
        try (var it = new RunningWorld()) {
            it.world.installer = List.of(SignKind.ANSWERS, SignKind.STOPPED);
            var run = it.startInstaller();
            it.untilWaiting(run);
            assertThat(Objects.requireNonNull(run.status().waiting()).trouble())
                    .contains("The installer gave up: as it went");
            assertThat(Objects.requireNonNull(run.status().waiting()).nextTryAt())
                    .isNull();
            it.world.installer = List.of(SignKind.INSTALLED);
            run.retry(new Steering("anna", null, Map.of("/installer/mirror", "http://other.example/debian"), null));
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.DONE);
        }
    }

    @Test
    void aCancelledInstallerIsSwitchedOff() {
        try (var it = new RunningWorld()) {
            it.world.installer = List.of(SignKind.ANSWERS);
            var run = it.startInstaller();
            it.temporal.sleep(SILENCE);
            it.untilWaiting(run);
            run.cancel(ANNA);
            assertThat(RunningWorld.result(run).state()).isEqualTo(RunState.CANCELLED);
            assertThat(it.world.calls).contains("apply off");
            assertThat(it.world.states).containsExactly(MachineState.FAILED);
            assertThat(it.world.leftBehind).isEmpty();
        }
    }
}
