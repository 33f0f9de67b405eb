package io.metalwright.cmdb.run;

import io.metalwright.model.MachineId;
import io.metalwright.model.plan.ProvisionPlan;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** The plan that a run was made, for as long as the run is known. */
@Table("run_plan")
record RunPlanRow(@Id String run, MachineId machine, ProvisionPlan plan, Instant madeAt) {}
