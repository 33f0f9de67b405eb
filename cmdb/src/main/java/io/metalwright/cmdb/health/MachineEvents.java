package io.metalwright.cmdb.health;

import io.metalwright.cmdb.TextSearch;
import io.metalwright.model.MachineId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The events of machines, each once, and the latest of each machine alone. */
@Repository
public final class MachineEvents {
    /** More than a log is read of at once, so that none comes back that was left out. */
    private static final int KEPT = 5000;

    private final JdbcAggregateTemplate rows;
    private final JdbcClient database;

    MachineEvents(JdbcAggregateTemplate rows, JdbcClient database) {
        this.rows = rows;
        this.database = database;
    }

    /** Enters those of one machine that are new, and says which. */
    public List<MachineEvent> enter(MachineId machine, Collection<MachineEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        record Key(String source, String entry, long at) {}
        var known = new HashSet<>(
                database.sql("select source, entry, happened_at from machine_event where machine = :machine")
                        .param("machine", machine.value())
                        .query((row, number) -> new Key(row.getString(1), row.getString(2), row.getLong(3)))
                        .list());
        var entered = new ArrayList<MachineEvent>();
        for (var event : events) {
            if (known.add(new Key(
                    event.source().word(), event.entry(), event.happenedAt().toEpochMilli()))) {
                try {
                    entered.add(rows.insert(event));
                } catch (DataIntegrityViolationException e) {
                    // Another way brought it at the same moment, or the machine is gone.
                }
            }
        }
        if (known.size() > KEPT) {
            leaveOld(machine);
        }
        return entered;
    }

    private void leaveOld(MachineId machine) {
        database.sql("select id from machine_event where machine = :machine order by id desc limit 1 offset :kept")
                .param("machine", machine.value())
                .param("kept", KEPT)
                .query(Long.class)
                .optional()
                .ifPresent(
                        oldest -> database.sql("delete from machine_event where machine = :machine and id <= :oldest")
                                .param("machine", machine.value())
                                .param("oldest", oldest)
                                .update());
    }

    public Page<MachineEvent> of(MachineId machine, @Nullable String search, Pageable page) {
        var criteria = Criteria.where("machine").is(machine);
        if (search != null && !search.isBlank()) {
            criteria = criteria.and(TextSearch.in(List.of("sensor", "type", "words", "detail"), search));
        }
        return rows.findAll(Query.query(criteria), MachineEvent.class, page);
    }
}
