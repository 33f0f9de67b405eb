package io.metalwright.cmdb.run;

import io.metalwright.model.plan.ProvisionPlan;
import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.stereotype.Repository;

/** The plans of runs. */
@Repository
public final class RunPlans {
    private final JdbcAggregateTemplate rows;

    RunPlans(JdbcAggregateTemplate rows) {
        this.rows = rows;
    }

    public Optional<ProvisionPlan> find(String run) {
        return Optional.ofNullable(rows.findById(run, RunPlanRow.class)).map(RunPlanRow::plan);
    }

    public void keep(String run, ProvisionPlan plan) {
        rows.insert(new RunPlanRow(run, plan.machine(), plan, Instant.now()));
    }
}
