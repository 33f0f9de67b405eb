package io.metalwright.cmdb.run;

import io.metalwright.cmdb.Json;
import io.metalwright.model.MachineId;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.StepState;
import io.metalwright.model.run.StepView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The runs: projections of workflows, kept for longer than the engine keeps those. */
@Repository
public final class Runs {
    private static final List<RunState> LIVING =
            Arrays.stream(RunState.values()).filter(state -> !state.isOver()).toList();

    private final JdbcAggregateTemplate rows;
    private final JdbcClient database;

    Runs(JdbcAggregateTemplate rows, JdbcClient database) {
        this.rows = rows;
        this.database = database;
    }

    /**
     * Writes what a run told, in place of what it told before. What is older than the row is passed over, and a run that is over stays over.
     *
     * @param logLines lines of the log up to and with this view
     */
    public void write(RunView view, long logLines) {
        if (update(view, logLines) == 0) {
            insertOr(view, logLines, null, null, () -> update(view, logLines));
        }
    }

    /** The same for a run that was taken back to an earlier point: what the row says counts no more, not even that it is over. */
    public void writeAnew(RunView view, long logLines) {
        database.sql("update run set log_lines = 0, ended_at = null where id = :id")
                .param("id", view.id())
                .update();
        write(view, logLines);
    }

    /** Enters a run that was just started, and who asked for what; the run itself may have written first. */
    public void enter(RunView view, String requestedBy, String spec) {
        insertOr(
                view,
                0,
                requestedBy,
                spec,
                () -> database.sql(
                                "update run set requested_by = :who, spec = :spec, revision = revision + 1 where id = :id")
                        .param("who", requestedBy)
                        .param("spec", spec)
                        .param("id", view.id())
                        .update());
    }

    /** Writes what the engine knows of a run that ended without telling; says whether that was news. */
    public boolean close(RunView view) {
        return database.sql("""
                                update run set state = :state, outcome = :outcome, details = :details, ended_at = :endedAt,
                                    step = null, revision = revision + 1, updated_at = :now
                                where id = :id and ended_at is null""")
                        .param("state", view.state().word())
                        .param("outcome", cut(view.outcome()))
                        .param("details", Json.text(view))
                        .param("endedAt", millis(view.endedAt() == null ? Instant.now() : view.endedAt()))
                        .param("now", Instant.now().toEpochMilli())
                        .param("id", view.id())
                        .update()
                > 0;
    }

    private int update(RunView view, long logLines) {
        return database.sql("""
                        update run set state = :state, machine = :machine, machine_name = coalesce(
                                (select name from machine where id = :machine), machine_name),
                            site = :site, step = :step, outcome = :outcome, plan_hash = :planHash, details = :details,
                            log_lines = :logLines, revision = revision + 1, ended_at = :endedAt, updated_at = :now
                        where id = :id and log_lines <= :logLines and (ended_at is null or :endedAt is not null)""")
                .param("state", view.state().word())
                .param("machine", view.machine() == null ? null : view.machine().value())
                .param("site", view.site() == null ? null : view.site().value())
                .param("step", currentStep(view))
                .param("outcome", cut(view.outcome()))
                .param("planHash", view.planHash())
                .param("details", Json.text(view))
                .param("logLines", logLines)
                .param("endedAt", millis(view.endedAt()))
                .param("now", Instant.now().toEpochMilli())
                .param("id", view.id())
                .update();
    }

    private void insertOr(
            RunView view, long logLines, @Nullable String requestedBy, @Nullable String spec, Runnable whenThere) {
        try {
            rows.insert(new RunRow(
                    view.id(),
                    view.workflowId(),
                    view.kind(),
                    view.machine(),
                    view.machine() == null ? null : nameOf(view.machine()),
                    view.site(),
                    view.state(),
                    currentStep(view),
                    cut(view.outcome()),
                    view.planHash(),
                    requestedBy,
                    spec,
                    view,
                    logLines,
                    1,
                    view.startedAt(),
                    view.endedAt(),
                    Instant.now()));
        } catch (DuplicateKeyException e) {
            whenThere.run();
        }
    }

    private @Nullable String nameOf(MachineId machine) {
        return database.sql("select name from machine where id = :id")
                .param("id", machine.value())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    public Optional<RunRow> find(String id) {
        return Optional.ofNullable(rows.findById(id, RunRow.class));
    }

    public Page<RunRow> search(RunFilter filter, Pageable page) {
        return rows.findAll(Query.query(filter.criteria()), RunRow.class, page);
    }

    /** The run that each of these machines is in, where it is in one. */
    public Map<MachineId, RunRow> activeOf(Collection<MachineId> machines) {
        var active = new HashMap<MachineId, RunRow>();
        if (!machines.isEmpty()) {
            var query = Criteria.where("machine").in(machines).and("state").in(LIVING);
            for (var row : rows.findAll(Query.query(query), RunRow.class)) {
                if (row.machine() != null) {
                    active.merge(
                            row.machine(),
                            row,
                            (one, other) -> one.startedAt().isAfter(other.startedAt()) ? one : other);
                }
            }
        }
        return active;
    }

    /** Runs that are not over, of machines that we know; the latest first, and no more than so many. */
    public List<RunUnderWay> underWay(int most) {
        return database.sql("""
                        select id, machine, kind, step, started_at from run where state in (:living) and machine is not null
                        order by started_at desc limit :most""")
                .param("living", LIVING.stream().map(RunState::word).toList())
                .param("most", most)
                .query((row, number) -> brief(row))
                .list();
    }

    /** Runs of these machines that began after then and are over already, in the order of their starts. */
    public List<RunUnderWay> overSince(Collection<MachineId> machines, Instant then) {
        return machines.isEmpty()
                ? List.of()
                : database.sql("""
                                select id, machine, kind, step, started_at from run
                                where machine in (:machines) and started_at > :then and state not in (:living)
                                order by started_at""")
                        .param(
                                "machines",
                                machines.stream().map(MachineId::value).toList())
                        .param("then", then.toEpochMilli())
                        .param("living", LIVING.stream().map(RunState::word).toList())
                        .query((row, number) -> brief(row))
                        .list();
    }

    private static RunUnderWay brief(ResultSet row) throws SQLException {
        return new RunUnderWay(
                row.getString(1),
                MachineId.of(row.getString(2)),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)));
    }

    /** Runs that are not over, and of which nothing was heard since then. */
    public List<RunRow> silentSince(Instant then) {
        return rows.findAll(
                Query.query(Criteria.where("state").in(LIVING).and("updatedAt").lessThan(then)), RunRow.class);
    }

    /** How far each of these runs is: a number that grows with each change. */
    public Map<String, Long> revisions(Collection<String> ids) {
        var revisions = new HashMap<String, Long>();
        if (!ids.isEmpty()) {
            database.sql("select id, revision from run where id in (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        revisions.put(row.getString(1), row.getLong(2));
                    });
        }
        return revisions;
    }

    private static @Nullable String currentStep(RunView view) {
        return view.steps().stream()
                .filter(step -> step.state() == StepState.RUNNING || step.state() == StepState.WAITING)
                .map(StepView::name)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null ? null : text.substring(0, Math.min(4000, text.length()));
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
