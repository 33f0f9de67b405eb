package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.MachineId;
import io.metalwright.model.plan.EraseWish;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A machine shall be cleaned for its next use.
 *
 * @param priorities by step, 0 to 1000; left out: as usual. The highest comes first, 0 leaves a step out
 * @param erase how disks are erased in full: {@code best}, by the disk's own command where it has one, or {@code overwrite}
 * @param disks serial numbers or WWNs of the disks to erase; left out: all fixed ones
 * @param scope {@code disks} (so where it is left out) or {@code machine}: which steps there are that {@code priorities} leaves out
 */
public record CleanSpec(
        @Nullable MachineId machine,
        Map<CleaningStep, Integer> priorities,
        EraseWish erase,
        List<String> disks,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CleaningScope scope)
        implements MachineSpec {
    private static final int HIGHEST = 1000;

    public CleanSpec {
        priorities = priorities == null ? Map.of() : Map.copyOf(priorities);
        erase = erase == null ? EraseWish.BEST : erase;
        disks = disks == null ? List.of() : List.copyOf(disks);
        for (var entry : priorities.entrySet()) {
            if (entry.getValue() < 0 || entry.getValue() > HIGHEST) {
                throw new IllegalArgumentException(
                        "'priorities." + entry.getKey().word() + "' is not 0 to " + HIGHEST);
            }
        }
        if (erase == EraseWish.METADATA) {
            throw new IllegalArgumentException(
                    "'erase' is best or overwrite; signatures alone are destroyed by the step wipe-metadata");
        }
        if (steps(priorities, scope).isEmpty()) {
            throw new IllegalArgumentException("'priorities' leave out every step, so that nothing would be cleaned");
        }
    }

    /** Of the disks alone, unless its priorities say more. */
    public CleanSpec(
            @Nullable MachineId machine, Map<CleaningStep, Integer> priorities, EraseWish erase, List<String> disks) {
        this(machine, priorities, erase, disks, null);
    }

    @Override
    public CleanSpec on(MachineId id) {
        return new CleanSpec(id, priorities, erase, disks, scope);
    }

    /** Whether somebody named this step, and not only a scope that it belongs to. */
    public boolean names(CleaningStep step) {
        return priorities.getOrDefault(step, 0) > 0;
    }

    /** The steps that are not left out, in order. */
    public List<CleaningStep> steps() {
        return steps(priorities, scope);
    }

    private static List<CleaningStep> steps(Map<CleaningStep, Integer> priorities, @Nullable CleaningScope scope) {
        var whole = Objects.requireNonNullElse(scope, CleaningScope.DISKS);
        return Arrays.stream(CleaningStep.values())
                .filter(step -> priority(priorities, whole, step) > 0)
                .sorted(Comparator.comparing((CleaningStep step) -> priority(priorities, whole, step))
                        .reversed())
                .toList();
    }

    private static int priority(Map<CleaningStep, Integer> priorities, CleaningScope scope, CleaningStep step) {
        return priorities.getOrDefault(step, step.priority(scope));
    }
}
