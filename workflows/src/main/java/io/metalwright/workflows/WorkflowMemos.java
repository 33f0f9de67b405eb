package io.metalwright.workflows;

/** What a start may tell a run beside its spec. */
public final class WorkflowMemos {
    /** Sum of the plan that a person has seen and agreed to: the run asks when it would do something else. */
    public static final String PLAN_HASH = "planHash";

    /** What the run was in its machine's queue, before it was started. */
    public static final String QUEUED = "queued";

    /** The request that began the run, where it may be repeated: a sum of who sent it, under which key, and what it says. */
    public static final String REQUEST = "request";

    private WorkflowMemos() {}
}
