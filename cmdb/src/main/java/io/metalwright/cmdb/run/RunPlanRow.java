package io.metalwright.cmdb.run;

import io.metalwright.model.MachineId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * The plan that a run was made, for as long as the run is known.
 *
 * @param plan as JSON: each kind of run has a plan of its own shape
 * @param spec JSON of what was asked for, where it can be asked for again
 * @param deployedAt when the machine held what the plan says, or null
 */
@Table("run_plan")
record RunPlanRow(
        @Id String run,
        MachineId machine,
        String plan,
        @Nullable String spec,
        @Nullable Instant deployedAt,
        Instant madeAt) {}
