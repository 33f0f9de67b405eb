package io.metalwright.workflows.run;

import io.metalwright.workflows.WorkflowIds;
import io.metalwright.workflows.WorkflowMemos;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Inventory;
import io.temporal.workflow.Workflow;

/** The plan that a run's person has seen and agreed to, where its start names one. */
public final class AgreedPlan {
    private AgreedPlan() {}

    /** Names the plan of this run; that of a dry run is a draft. */
    public static String id() {
        var id = Workflow.getInfo().getFirstExecutionRunId();
        return WorkflowIds.isPlan(Workflow.getInfo().getWorkflowId()) ? Inventory.DRAFT + id : id;
    }

    /** Asks a person when another plan was agreed to. */
    public static void require(String hash) {
        var agreed = (String) Workflow.getMemo(WorkflowMemos.PLAN_HASH, String.class);
        if (agreed != null && !agreed.equals(hash)) {
            throw StepTrouble.lasting(
                    FailureTypes.OTHER_PLAN,
                    "The run was asked to do plan " + agreed + ", and what it would do now is plan " + hash + ".",
                    "Nothing was touched. Cancel, look at the new plan, and start a run with that one.");
        }
    }
}
