package io.metalwright.api.run;

import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.SiteName;
import io.metalwright.model.run.RunKind;
import io.metalwright.workflows.WorkflowIds;
import org.jspecify.annotations.Nullable;

/**
 * A run that was found to be in order and can be started.
 *
 * @param machine null where a machine is registered that has no record yet
 * @param input what its workflow is given
 * @param planHash sum of the plan that was agreed to, where one was
 * @param summary a line for the Temporal UI
 * @param queued what it was in its machine's queue, where it was
 * @param request that asked for it, where it may be repeated
 */
record RunOrder(
        RunKind kind,
        String workflowId,
        @Nullable MachineRow machine,
        SiteName site,
        Object input,
        String summary,
        @Nullable String planHash,
        @Nullable String queued,
        @Nullable String request) {
    /** One that is started whatever its plan will be. */
    RunOrder(
            RunKind kind,
            String workflowId,
            @Nullable MachineRow machine,
            SiteName site,
            Object input,
            String summary) {
        this(kind, workflowId, machine, site, input, summary, null, null, null);
    }

    RunOrder agreed(@Nullable String plan) {
        return new RunOrder(kind, workflowId, machine, site, input, summary, plan, queued, request);
    }

    RunOrder asQueued(String id) {
        return new RunOrder(kind, workflowId, machine, site, input, summary, planHash, id, request);
    }

    RunOrder askedBy(@Nullable String repeatable) {
        return new RunOrder(kind, workflowId, machine, site, input, summary, planHash, queued, repeatable);
    }

    static RunOrder on(RunKind kind, MachineRow machine, Object input, String summary) {
        return new RunOrder(kind, WorkflowIds.machine(machine.id()), machine, machine.site(), input, summary);
    }
}
