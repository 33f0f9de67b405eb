package io.metalwright.workflows.run;

import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.StepView;

/** A run as the Temporal UI shows it in its details: a table of steps, and above it what the run waits for. */
final class RunMarkdown {
    private RunMarkdown() {}

    static String of(RunView run) {
        var text = new StringBuilder();
        text.append("**").append(run.state().word()).append("**");
        if (run.outcome() != null) {
            text.append(": ").append(run.outcome());
        }
        text.append("\n\n");
        var pause = run.pause();
        if (pause != null) {
            text.append(run.state() == RunState.PAUSED ? "Paused by " : "Begins nothing more, by a word of ")
                    .append(pause.who())
                    .append(pause.reason() == null ? "" : ": " + pause.reason())
                    .append(". Update: `resume`.\n\n");
        }
        var waiting = run.waiting();
        if (waiting != null) {
            text.append("Waits for a person at *")
                    .append(waiting.step())
                    .append("*.\n\n")
                    .append("- doing: ")
                    .append(waiting.doing())
                    .append('\n')
                    .append("- came back: ")
                    .append(waiting.trouble())
                    .append('\n');
            if (waiting.lastSign() != null) {
                text.append("- last sign of life: ").append(waiting.lastSign()).append('\n');
            }
            text.append("- would help: ").append(waiting.advice()).append('\n');
            if (waiting.nextTryAt() != null) {
                text.append("- tries by itself at ").append(waiting.nextTryAt()).append('\n');
            }
            text.append("\nUpdates: `retry`, ")
                    .append(waiting.skippable() ? "`skip`, " : "")
                    .append("`cancel`, each with `{\"who\": \"your name\"}`.\n\n");
        }
        text.append("| step | state | attempts | evidence |\n| --- | --- | --- | --- |\n");
        for (StepView step : run.steps()) {
            var proof = step.trouble() != null ? step.trouble() : step.evidence() == null ? "" : step.evidence();
            text.append("| ")
                    .append(step.title())
                    .append(" | ")
                    .append(step.state().word())
                    .append(" | ")
                    .append(step.attempts())
                    .append(" | ")
                    .append(proof.replace("|", "\\|").replace('\n', ' '))
                    .append(" |\n");
        }
        return text.toString();
    }
}
