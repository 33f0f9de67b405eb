package io.metalwright.activities.scripts;

import io.metalwright.activities.failures.Failures;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Scripts;
import io.temporal.client.ActivityCanceledException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * A script that goes on by itself on a machine, whatever becomes of who began it: its folder there tells whether it runs, and how it ended.
 *
 * @param where the machine, for messages
 * @param shell runs a short script of ours as root there, and answers what it prints
 * @param pulse called at every look; what it throws ends the wait
 * @param pause between two looks
 */
public record DetachedJob(String where, Shell shell, Consumer<String> pulse, Duration pause) {
    /** A shell on the machine. */
    @FunctionalInterface
    public interface Shell {
        String run(String purpose, String script);
    }

    private static final String BEGIN = resource("begin.sh");
    private static final String LOOK = resource("look.sh");
    private static final String END = resource("end.sh");

    /** @param folder where jobs are kept there */
    public Scripts.Ran await(String folder, Scripts.Job job) {
        var path = folder + "/" + job.name();
        if (!path.matches("[A-Za-z0-9/_.-]+")) {
            throw new IllegalArgumentException("No folder of a job: " + path);
        }
        var name = "job='" + path + "'\n";
        var doing = "run script " + job.name() + " on " + where;
        shell.run(
                "begin script " + job.name(),
                name + "text='"
                        + Base64.getEncoder().encodeToString(job.script().getBytes(StandardCharsets.UTF_8)) + "'\n"
                        + BEGIN);
        try {
            return watch(name, doing, job);
        } catch (ActivityCanceledException e) {
            // Only then: a worker that ends, or is cut off, is followed by another, which goes on waiting.
            shell.run("end script " + job.name(), name + END);
            throw e;
        }
    }

    private Scripts.Ran watch(String name, String doing, Scripts.Job job) {
        while (true) {
            pulse.accept(doing);
            var said = shell.run("look at script " + job.name(), name + LOOK);
            int line = said.indexOf('\n');
            var output = said.substring(line + 1);
            switch (JobState.of(said.substring(0, line))) {
                case JobState.Ended ended -> {
                    return new Scripts.Ran(ended.status(), output);
                }
                case JobState.Running running -> {
                    if (running.since().toSeconds() > job.limitSeconds()) {
                        shell.run("end script " + job.name(), name + END);
                        throw Failures.lasting(
                                FailureTypes.SCRIPT_FAILED,
                                doing + ": not ended after " + job.limitSeconds() / 60
                                        + " minutes, so that it was killed",
                                "See what it waited for. Retry: it is run once more.");
                    }
                }
                case JobState.Absent absent -> throw broken(doing);
                case JobState.Gone gone -> throw broken(doing);
            }
            rest();
        }
    }

    private static RuntimeException broken(String doing) {
        return Failures.lasting(
                FailureTypes.SCRIPT_FAILED,
                doing + ": it was cut off before its end",
                "The machine was restarted under it. See what it has done; retry: it is run once more.");
    }

    private void rest() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a script runs", e);
        }
    }

    static String resource(String file) {
        try (var in = DetachedJob.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
