package io.metalwright.workflows.convert;

import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;

/** Goes no further while guests run there. */
final class GuestsStep extends ConvertStep {
    GuestsStep(ConvertRun run) {
        super(run, "guests", "See that no guest runs");
    }

    @Override
    public String perform() {
        var running = onHost(run.virtualization()::guests);
        if (!running.isEmpty()) {
            throw StepTrouble.lasting(
                    FailureTypes.BY_HAND,
                    (running.size() == 1 ? "A guest runs on " : running.size() + " guests run on ") + run.machine.name()
                            + ": " + String.join(", ", running) + ".",
                    "Nothing was touched. Move them or shut them down, then retry.");
        }
        return "No guest runs.";
    }
}
