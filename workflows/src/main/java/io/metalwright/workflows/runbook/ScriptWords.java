package io.metalwright.workflows.runbook;

import io.metalwright.model.Sha256;
import io.metalwright.model.runbook.RunbookStep;
import io.metalwright.workflows.run.JobNumber;
import io.metalwright.workflows.run.RunRecord;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Scripts;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/** A script of a runbook: what it is called wherever it is told, and what its end means. */
final class ScriptWords {
    private static final int USUAL_MINUTES = 60;
    /** What the worker takes beyond the script itself. */
    private static final Duration AROUND = Duration.ofMinutes(5);

    private final RunbookStep.Script script;
    private final JobNumber jobs = new JobNumber();

    ScriptWords(RunbookStep.Script script) {
        this.script = script;
    }

    String title() {
        return "Run script '" + script.name() + "' (" + sum() + ") in "
                + switch (script.where()) {
                    case BOOTOS -> "BootOS";
                    case SYSTEM -> "the installed system";
                };
    }

    /** Of all that it may run: a script that was changed is another step, and makes another plan. */
    private String sum() {
        return "sha256 "
                + Sha256.sumOf(script.script() + "\n" + script.undo()).hex().substring(0, 16);
    }

    private Duration limit() {
        return Duration.ofMinutes(Objects.requireNonNullElse(script.minutes(), USUAL_MINUTES));
    }

    Duration deadline() {
        return limit().plus(AROUND);
    }

    /** A script that has ended is run once more by another attempt. */
    Scripts.Ran ran(String text, String what, Function<Scripts.Job, Scripts.Ran> run) {
        return jobs.with(number -> run.apply(new Scripts.Job(
                Workflow.getInfo().getFirstExecutionRunId() + "-" + script.name() + "-" + what + number,
                text,
                limit().toSeconds())));
    }

    String told(Scripts.Ran ran, RunRecord record) {
        if (!ran.output().isBlank()) {
            record.log(script.name(), null, ran.output());
        }
        if (ran.status() != 0) {
            throw StepTrouble.lasting(
                    FailureTypes.SCRIPT_FAILED,
                    "Script '" + script.name() + "' ended with status " + ran.status() + ". It printed: "
                            + tail(ran.output()),
                    "Mend what it complains of and retry: it is run once more."
                            + (mayBeSkipped() ? " Or skip it." : ""));
        }
        return "The script ended with status 0"
                + (ran.output().isBlank() ? "." : ". It printed: " + tail(ran.output()));
    }

    boolean mayBeSkipped() {
        return Boolean.TRUE.equals(script.skippable());
    }

    private static String tail(String output) {
        var text = output.strip();
        return text.length() <= 400 ? text : "… " + text.substring(text.length() - 400);
    }
}
