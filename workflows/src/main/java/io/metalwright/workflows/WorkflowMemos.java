package io.metalwright.workflows;

/** What a start may tell a run beside its spec. */
public final class WorkflowMemos {
    /** Sum of the plan that a person has seen and agreed to: the run asks when it would do something else. */
    public static final String PLAN_HASH = "planHash";

    private WorkflowMemos() {}
}
