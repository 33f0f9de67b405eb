package io.metalwright.cmdb.queue;

import io.metalwright.model.MachineId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The runs that wait for their machines, in the order in which they were asked for. */
@Repository
public final class RunQueue {
    private static final List<QueueState> WAITING = List.of(QueueState.QUEUED, QueueState.STARTING);
    /** What a person still has to see: a refused one stays until it is taken away. */
    private static final List<QueueState> SHOWN = List.of(QueueState.QUEUED, QueueState.STARTING, QueueState.REFUSED);

    private final JdbcAggregateTemplate rows;
    private final JdbcClient database;

    RunQueue(JdbcAggregateTemplate rows, JdbcClient database) {
        this.rows = rows;
        this.database = database;
    }

    /** Puts it behind all others of its machine, whose row the caller has locked. Says false where that id is there already. */
    public boolean add(QueuedRun wanted) {
        long last = database.sql("select coalesce(max(place), 0) from queued_run where machine = :machine")
                .param("machine", wanted.machine().value())
                .query(Long.class)
                .single();
        try {
            rows.insert(wanted.at(last + 1));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    public Optional<QueuedRun> find(String id) {
        return Optional.ofNullable(rows.findById(id, QueuedRun.class));
    }

    /** Those that wait, and those that were refused and that nobody has taken away, in their order. */
    public List<QueuedRun> ofMachine(MachineId machine) {
        return rows.findAll(
                Query.query(Criteria.where("machine").is(machine).and("state").in(SHOWN))
                        .sort(Sort.by("place")),
                QueuedRun.class);
    }

    /** The one whose turn it is on this machine. */
    public Optional<QueuedRun> first(MachineId machine) {
        return ofMachine(machine).stream()
                .filter(queued -> queued.state().isWaiting())
                .findFirst();
    }

    /** The machines that somebody waits for. */
    public List<MachineId> machines() {
        return database
                .sql("select distinct machine from queued_run where state in (:waiting)")
                .param("waiting", WAITING.stream().map(QueueState::word).toList())
                .query(String.class)
                .list()
                .stream()
                .map(MachineId::of)
                .toList();
    }

    /** Says whether it was in that state, and is now in the other: of several who try, one succeeds. */
    public boolean move(String id, QueueState from, QueueState to, @Nullable String run, @Nullable String trouble) {
        return database.sql("""
                        update queued_run set state = :to, run = :run, trouble = :trouble, updated_at = :now
                        where id = :id and state = :from""")
                        .param("to", to.word())
                        .param("run", run)
                        .param(
                                "trouble",
                                trouble == null ? null : trouble.substring(0, Math.min(2000, trouble.length())))
                        .param("now", Instant.now().toEpochMilli())
                        .param("id", id)
                        .param("from", from.word())
                        .update()
                > 0;
    }

    /** Takes one out that waits, or that was refused; says false where it is neither. */
    public boolean cancel(String id) {
        return move(id, QueueState.QUEUED, QueueState.CANCELLED, null, null)
                || move(id, QueueState.REFUSED, QueueState.CANCELLED, null, null);
    }

    /** Forgets what has come to its end before then; a refused one stays. */
    public void forgetOver(Instant then) {
        database.sql("delete from queued_run where state in (:over) and updated_at < :then")
                .param("over", List.of(QueueState.STARTED.word(), QueueState.CANCELLED.word()))
                .param("then", then.toEpochMilli())
                .update();
    }
}
