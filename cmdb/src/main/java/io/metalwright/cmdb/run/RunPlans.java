package io.metalwright.cmdb.run;

import io.metalwright.cmdb.Json;
import io.metalwright.model.MachineId;
import io.metalwright.model.plan.MachinePlan;
import io.metalwright.model.plan.OperationPlan;
import io.metalwright.model.plan.ProvisionPlan;
import io.metalwright.model.spec.ProvisionSpec;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The plans of runs. */
@Repository
public final class RunPlans {
    private final JdbcAggregateTemplate rows;
    private final JdbcClient database;

    RunPlans(JdbcAggregateTemplate rows, JdbcClient database) {
        this.rows = rows;
        this.database = database;
    }

    /** @param type the plan of such a run: a run has a plan of one kind */
    public <P extends MachinePlan> Optional<P> find(String run, Class<P> type) {
        return Optional.ofNullable(rows.findById(run, RunPlanRow.class)).map(row -> Json.read(row.plan(), type));
    }

    /** The plan of a run with this sum, whatever its kind. A run that was changed has made several. */
    public Optional<MachinePlan> ofRun(String run, String hash) {
        return database
                .sql("select plan from run_plan where run = :run or run like :changed")
                .param("run", run)
                .param("changed", run + "#%")
                .query(String.class)
                .list()
                .stream()
                .map(RunPlans::read)
                .filter(plan -> hash.equals(plan.hash()))
                .findFirst();
    }

    /** Rows tell no kind: only a plan that installs names an image. */
    private static MachinePlan read(String text) {
        return Json.has(text, "image") ? Json.read(text, ProvisionPlan.class) : Json.read(text, OperationPlan.class);
    }

    public void keep(String run, MachinePlan plan) {
        keep(run, plan, null);
    }

    /** @param spec what the plan was made from, where it can be asked for again */
    public void keep(String run, MachinePlan plan, @Nullable ProvisionSpec spec) {
        rows.insert(new RunPlanRow(
                run, plan.machine(), Json.text(plan), spec == null ? null : Json.text(spec), null, Instant.now()));
    }

    /** The machine now holds what this plan says. */
    public void deployed(ProvisionPlan plan) {
        var sum = plan.hash();
        for (var run : database.sql(
                        "select run from run_plan where machine = :machine and spec is not null order by made_at desc")
                .param("machine", plan.machine().value())
                .query(String.class)
                .list()) {
            if (find(run, ProvisionPlan.class)
                    .filter(made -> made.hash().equals(sum))
                    .isPresent()) {
                database.sql("update run_plan set deployed_at = :now where run = :run")
                        .param("now", Instant.now().toEpochMilli())
                        .param("run", run)
                        .update();
                return;
            }
        }
    }

    /** What a machine was deployed from. */
    public record Deployed(ProvisionSpec spec, ProvisionPlan plan) {}

    public Optional<Deployed> lastDeployed(MachineId machine) {
        return database.sql("""
                        select spec, plan from run_plan where machine = :machine and deployed_at is not null
                        order by deployed_at desc limit 1""")
                .param("machine", machine.value())
                .query((row, number) -> new Deployed(
                        Json.read(row.getString(1), ProvisionSpec.class),
                        Json.read(row.getString(2), ProvisionPlan.class)))
                .optional();
    }
}
