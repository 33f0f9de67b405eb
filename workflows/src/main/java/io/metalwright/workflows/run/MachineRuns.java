package io.metalwright.workflows.run;

import io.metalwright.model.MachineId;
import io.metalwright.workflows.WorkflowIds;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** Keeps a machine to one run at a time, also when somebody starts a workflow by hand and under another id. */
public final class MachineRuns {
    private MachineRuns() {}

    /** The machine meant by this execution: named in its spec, or by its id. */
    public static MachineId machineOf(@Nullable MachineId named) {
        var byId = WorkflowIds.machineOf(Workflow.getInfo().getWorkflowId());
        if (named != null && byId.isPresent() && !byId.get().equals(named)) {
            throw refused("The spec names machine " + named + " and the workflow id machine " + byId.get() + ".");
        }
        if (named != null) {
            return named;
        }
        return byId.orElseThrow(
                () -> refused(
                        "No machine is named. Give \"machine\" in the input, or start with --workflow-id machine/<machine id>."));
    }

    /** Whether this execution has the id by which the engine keeps others off the machine, or needs none since it does nothing. */
    public static boolean holdsLock(MachineId machine) {
        var id = Workflow.getInfo().getWorkflowId();
        return id.equals(WorkflowIds.machine(machine)) || WorkflowIds.isPlan(id);
    }

    /** The same workflow under the machine's id: a start by hand without that id goes on there, or is refused while the machine is busy. */
    public static <T> T handOver(Class<T> workflow, MachineId machine) {
        return Workflow.newChildWorkflowStub(
                workflow,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(WorkflowIds.machine(machine))
                        .setStaticSummary(
                                Doing.cut(Workflow.getInfo().getWorkflowType() + " of " + machine + ", begun by hand"))
                        .setStaticDetails(
                                "Started as workflow '" + Workflow.getInfo().getWorkflowId() + "'")
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                        .build());
    }

    private static ApplicationFailure refused(String text) {
        return ApplicationFailure.newNonRetryableFailure(text, FailureTypes.REFUSED);
    }
}
