package io.metalwright.activities.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.workflows.steps.Scripts;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The machine is this host, by a real shell. */
@Timeout(60)
class DetachedJobTest {
    @TempDir
    Path folder;

    private DetachedJob on(Consumer<String> pulse) {
        return new DetachedJob("this host", DetachedJobTest::shell, pulse, Duration.ofMillis(100));
    }

    private static String shell(String purpose, String script) {
        try {
            var process = new ProcessBuilder("sh", "-s")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var input = process.getOutputStream()) {
                input.write(("{\n" + script + "\n} < /dev/null\n").getBytes(StandardCharsets.UTF_8));
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(purpose).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Scripts.Job job(String name, String script) {
        return new Scripts.Job(name, script, 60);
    }

    private Scripts.Ran ran(Scripts.Job job) {
        return on(doing -> {}).await(folder.toString(), job);
    }

    @Test
    void statusAndOutputAreToldAndNothingOfTheScriptIsTakenForAnArgument() {
        var ran = ran(job("one", "echo \"it's $((1 + 1))\"\necho oops >&2\nexit 7"));
        assertThat(ran.status()).isEqualTo(7);
        assertThat(ran.output()).isEqualTo("it's 2\noops\n");
    }

    @Test
    void aScriptThatIsAskedForAgainIsRunOnce() {
        var job = job("twice", "echo ran >> " + folder + "/count");
        ran(job);
        ran(job);
        assertThat(folder.resolve("count")).hasContent("ran");
    }

    @Test
    void whoIsCutOffWhileItRunsIsFollowedByOneWhoAwaitsIt() {
        var job = job("followed", "sleep 2; echo ran >> " + folder + "/count; echo done");
        var looks = new AtomicInteger();
        assertThatThrownBy(() -> on(doing -> {
                            if (looks.incrementAndGet() == 3) {
                                throw new IllegalStateException("the worker is gone");
                            }
                        })
                        .await(folder.toString(), job))
                .hasMessage("the worker is gone");

        assertThat(ran(job).output()).isEqualTo("done\n");
        assertThat(folder.resolve("count")).hasContent("ran");
    }

    @Test
    void aCancelledRunEndsItsScriptWithAllThatItStarted() throws Exception {
        var job = job("cancelled", "sleep 600 & echo $! > " + folder + "/child; wait");
        assertThatThrownBy(() -> on(doing -> {
                            if (Files.exists(folder.resolve("child"))) {
                                throw new ActivityCanceledException();
                            }
                        })
                        .await(folder.toString(), job))
                .isInstanceOf(ActivityCanceledException.class);

        var child = Files.readString(folder.resolve("child")).strip();
        assertThat(Path.of("/proc", child, "cwd")).doesNotExist();
    }

    @Test
    void aScriptThatTakesLongerThanItMayIsKilled() {
        var job = new Scripts.Job("long", "sleep 600", 1);
        assertThatThrownBy(() -> ran(job))
                .isInstanceOf(ApplicationFailure.class)
                .hasMessageContaining("not ended after");
        assertThat(JobState.of(shell("look", "job='" + folder + "/long'\n" + DetachedJob.resource("look.sh"))
                        .lines()
                        .findFirst()
                        .orElseThrow()))
                .isInstanceOf(JobState.Gone.class);
    }

    @Test
    void oneThatWasCutOffByARestartIsNotBegunAgainUnasked() throws Exception {
        var job = job("restarted", "echo ran >> " + folder + "/count; sleep 600");
        var begun = folder.resolve("restarted");
        assertThatThrownBy(() -> on(doing -> {
                            if (Files.exists(folder.resolve("count"))) {
                                throw new IllegalStateException("power is gone");
                            }
                        })
                        .await(folder.toString(), job))
                .hasMessage("power is gone");
        shell("end", "job='" + begun + "'\n" + DetachedJob.resource("end.sh"));
        Files.writeString(begun.resolve("boot"), "another-boot");

        assertThatThrownBy(() -> ran(job)).hasMessageContaining("cut off before its end");
        assertThat(folder.resolve("count")).hasContent("ran");
    }
}
