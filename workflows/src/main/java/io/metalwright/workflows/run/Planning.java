package io.metalwright.workflows.run;

import io.metalwright.model.plan.MachinePlan;

/** The step that settles what a run will do. A dry run performs it and no other. */
public interface Planning extends Step {
    /** What was settled by {@link #perform}. */
    MachinePlan plan();
}
