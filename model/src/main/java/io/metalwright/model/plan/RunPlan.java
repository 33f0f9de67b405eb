package io.metalwright.model.plan;

import io.metalwright.model.MachineId;
import io.metalwright.model.run.RunKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run of any kind would do, told before anything happens.
 *
 * @param machine null for one that has no record yet
 * @param subject the machine, for a person
 * @param effects what happens, each in a sentence: what ends, what is erased, what is written, which address
 * @param details the {@link MachinePlan} of that kind as JSON; null for kinds that touch no disk and hold no address
 * @param hash sum of the plan: a start may name it, and is refused when this would not be done any more
 */
public record RunPlan(
        RunKind kind,
        @Nullable MachineId machine,
        String subject,
        List<String> effects,
        List<PlannedStep> steps,
        @Nullable Object details,
        String hash) {
    public RunPlan {
        effects = List.copyOf(effects);
        steps = List.copyOf(steps);
    }
}
