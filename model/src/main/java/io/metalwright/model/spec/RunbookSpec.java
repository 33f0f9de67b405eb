package io.metalwright.model.spec;

import io.metalwright.model.MachineId;
import io.metalwright.model.runbook.RunbookStep;
import io.metalwright.model.runbook.RunbookSteps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A runbook shall be gone through.
 *
 * @param runbook its name
 * @param steps as they were when the run was asked for: a later change of the runbook is none of the run; the API fills them in
 * @param disks serial numbers or WWNs of the disks that it erases, where it does; empty: all fixed ones
 * @param system how the installed system is logged in to, where a script runs there
 */
public record RunbookSpec(
        @Nullable MachineId machine,
        String runbook,
        List<RunbookStep> steps,
        List<String> disks,
        @Nullable SystemLogin system)
        implements MachineSpec {
    public RunbookSpec {
        if (runbook == null || runbook.isBlank()) {
            throw new IllegalArgumentException(
                    "'runbook' is missing: the name of a runbook, see 'metalwright runbooks list'");
        }
        steps = RunbookSteps.checked(steps);
        disks = disks == null ? List.of() : List.copyOf(disks);
        if (RunbookSteps.logsIn(steps) && system == null) {
            throw new IllegalArgumentException(
                    "'system' is missing: a script runs in the installed system, so give a user and a password or key of it");
        }
    }

    @Override
    public RunbookSpec on(MachineId id) {
        return new RunbookSpec(id, runbook, steps, disks, system);
    }
}
