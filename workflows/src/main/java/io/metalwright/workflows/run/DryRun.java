package io.metalwright.workflows.run;

import io.metalwright.model.MachineId;
import io.metalwright.model.Sha256;
import io.metalwright.model.plan.MachinePlan;
import io.metalwright.model.plan.PlannedStep;
import io.metalwright.model.plan.RunPlan;
import io.metalwright.model.run.RunKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the steps of a run would do. */
final class DryRun {
    private DryRun() {}

    static RunPlan of(RunKind kind, @Nullable MachineId machine, String subject, List<? extends Step> steps) {
        var planned = steps.stream()
                .map(step -> new PlannedStep(step.name(), step.title(), step.skippable(), step.destroysData()))
                .toList();
        var settled = settle(steps);
        if (settled != null) {
            return new RunPlan(kind, machine, subject, settled.effects(), planned, settled, settled.hash());
        }
        var effects = steps.stream()
                .map(step -> step.title() + " on " + subject + ".")
                .toList();
        var sum = Sha256.sumOf(kind.word() + "\n" + machine + "\n" + String.join("\n", effects));
        return new RunPlan(kind, machine, subject, effects, planned, null, sum.hex());
    }

    private static @Nullable MachinePlan settle(List<? extends Step> steps) {
        for (var step : steps) {
            if (step instanceof Planning planning) {
                planning.perform();
                return planning.plan();
            }
        }
        return null;
    }
}
