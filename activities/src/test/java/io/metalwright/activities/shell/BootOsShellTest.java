package io.metalwright.activities.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class BootOsShellTest {
    private static final Runnable NO_PULSE = () -> {};

    @TempDir
    Path folder;

    private SimulatedBootOs bootOs;

    @BeforeEach
    void start() throws Exception {
        bootOs = new SimulatedBootOs(folder);
    }

    @AfterEach
    void stop() throws IOException {
        bootOs.close();
    }

    @Test
    void aCommandsStatusOutputAndErrorsAreKeptApart() {
        try (var shell = bootOs.shells().open(bootOs.target(), NO_PULSE)) {
            assertThat(shell.run(Command.of("sh", "-c", "echo said; echo complained >&2; exit 7")))
                    .isEqualTo(new Result(7, "said\n", "complained\n"));
        }
    }

    @Test
    void anyWordArrivesAsItIs() {
        var word = "it's $HOME `id` \"quoted\" \\ * ü\nsecond line";
        try (var shell = bootOs.shells().open(bootOs.target(), NO_PULSE)) {
            assertThat(shell.demand("echo", Command.of("printf", "%s", word))).isEqualTo(word);
        }
    }

    @Test
    void aScriptIsReadFromTheInputAndNotSeenAmongTheProcesses() {
        try (var shell = bootOs.shells().open(bootOs.target(), NO_PULSE)) {
            var output =
                    shell.demand("list", Command.script("secret=kept-dark; cat; ps -ef; echo \"$1\"", "an argument"));
            assertThat(output).contains("an argument").contains("ps -ef").doesNotContain("kept-dark");
            assertThat(bootOs.commands()).containsExactly("sh -s -- 'an argument'");
        }
    }

    @Test
    void muchOutputOnBothStreamsIsReadWithoutAStandstill() {
        try (var shell = bootOs.shells().open(bootOs.target(), NO_PULSE)) {
            var result = shell.run(Command.script(
                    "head -c 3000000 /dev/zero | tr '\\0' e >&2; head -c 3000000 /dev/zero | tr '\\0' o"));
            assertThat(result.output()).hasSize(3_000_000);
            assertThat(result.errors()).hasSize(3_000_000);
        }
    }

    @Test
    void endlessOutputIsRefused() {
        try (var shell = bootOs.shells().open(bootOs.target(), NO_PULSE)) {
            assertThatThrownBy(() -> shell.run(Command.of("yes"))).hasMessageContaining("more than 8 MiB");
        }
    }

    @Test
    void anotherHostKeyThanTheAnnouncedOneIsAnotherBoot() throws Exception {
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (var other = new SimulatedBootOs(elsewhere)) {
            var announced = other.target().agent().hostKeys().getFirst();
            var failure = catchThrowableOfType(
                    ApplicationFailure.class, () -> bootOs.shells().open(bootOs.target(announced), NO_PULSE));
            assertThat(failure.getType()).isEqualTo(FailureTypes.MACHINE_LOST);
            assertThat(failure.isNonRetryable()).isTrue();
            assertThat(failure.getOriginalMessage()).contains("boot-1 did not announce");
        }
    }

    @Test
    void aKeyThatIsNotLetInIsTriedAgainUntilTheTimeIsOver() throws Exception {
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (var other = new SimulatedBootOs(elsewhere)) {
            var failure = catchThrowableOfType(
                    ApplicationFailure.class, () -> other.shells().open(bootOs.target(), NO_PULSE));
            assertThat(failure.getType()).isEqualTo(FailureTypes.MACHINE_LOST);
            assertThat(failure.isNonRetryable()).isFalse();
            assertThat(failure.getOriginalMessage()).contains("m-simulated").contains("run test");
        }
    }

    @Test
    void aMachineThatFallsSilentIsLostThoughNobodyEndedTheConnection() throws Exception {
        try (var wire = new Wire(bootOs.target().agent().port());
                var shell = bootOs.shells().open(bootOs.target(wire), NO_PULSE)) {
            wire.cut();
            var failure = catchThrowableOfType(ApplicationFailure.class, () -> shell.run(Command.of("sleep", "25")));
            assertThat(failure.getType()).isEqualTo(FailureTypes.MACHINE_LOST);
        }
    }

    @Test
    void oneLogInServesActivitiesThatFollowEachOther() {
        var shells = bootOs.shells();
        for (int activity = 0; activity < 3; activity++) {
            try (var shell = shells.open(bootOs.target(), NO_PULSE)) {
                assertThat(shell.run(Command.of("true")).succeeded()).isTrue();
            }
        }
        assertThat(bootOs.logIns()).isEqualTo(1);
    }

    @Test
    void aConnectionThatFellSilentMeanwhileIsReplaced() throws Exception {
        try (var wire = new Wire(bootOs.target().agent().port())) {
            var shells = bootOs.shells();
            shells.open(bootOs.target(wire), NO_PULSE).close();
            wire.cut();
            try (var shell = shells.open(bootOs.target(wire), NO_PULSE)) {
                assertThat(shell.run(Command.of("true")).succeeded()).isTrue();
            }
        }
        assertThat(bootOs.logIns()).isEqualTo(2);
    }

    @Test
    void aConnectionCutInMidCommandLosesTheMachine() {
        try (var shell = bootOs.shells().open(bootOs.target(), NO_PULSE)) {
            Thread.startVirtualThread(() -> {
                try {
                    Thread.sleep(700);
                    bootOs.losePower();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            var failure = catchThrowableOfType(ApplicationFailure.class, () -> shell.run(Command.of("sleep", "20")));
            assertThat(failure.getType()).isEqualTo(FailureTypes.MACHINE_LOST);
            assertThat(failure.getOriginalMessage()).contains("sleep 20");
        }
    }

    @Test
    void aCommandThatTakesLongerThanAllowedIsGivenUp() {
        try (var shell = bootOs.shells().open(bootOs.target(), NO_PULSE)) {
            assertThatThrownBy(() -> shell.run(Command.of("sleep", "20").within(Duration.ofSeconds(1))))
                    .hasMessageContaining("not ended after 1 s");
        }
    }

    @Test
    void thePulseBeatsWhileACommandRuns() {
        var beats = new AtomicInteger();
        try (var shell = bootOs.shells().open(bootOs.target(), beats::incrementAndGet)) {
            shell.run(Command.of("sleep", "2.5"));
        }
        assertThat(beats.get()).isBetween(2, 4);
    }

    @Test
    void aCancelledCommandMayComeToItsEnd() {
        var done = folder.resolve("done");
        var cancelled = new AtomicBoolean();
        Runnable pulse = () -> {
            if (cancelled.get()) {
                throw new ActivityCanceledException();
            }
        };
        try (var shell = bootOs.shells().open(bootOs.target(), pulse)) {
            cancelled.set(true);
            assertThatThrownBy(() -> shell.run(Command.script("sleep 3; touch \"$1\"", done.toString())))
                    .isInstanceOf(ActivityCanceledException.class);
        }
        assertThat(done).exists();
    }

    @Test
    void aFailedCommandIsToldWithItsComplaint() {
        try (var shell = bootOs.shells().open(bootOs.target(), NO_PULSE)) {
            assertThatThrownBy(() -> shell.demand("look", Command.of("ls", "/nowhere/at/all")))
                    .hasMessageContaining("look in BootOS on m-simulated")
                    .hasMessageContaining("ls /nowhere/at/all")
                    .hasMessageContaining("No such file");
        }
    }
}
