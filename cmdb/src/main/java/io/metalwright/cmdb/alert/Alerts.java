package io.metalwright.cmdb.alert;

import io.metalwright.cmdb.machine.Machines;
import io.metalwright.cmdb.notice.Announcements;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.alert.Alert;
import io.metalwright.model.alert.AlertCondition;
import io.metalwright.model.alert.AlertJudge;
import io.metalwright.model.alert.AlertRule;
import io.metalwright.model.alert.Holding;
import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.health.MachineHealth;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The alerts: each raised once and cleared once, and told to whoever wants to hear of it in the same transaction. */
@Repository
public final class Alerts {
    private static final String ROWS = """
            from alert a join machine m on m.id = a.machine
            where (:machine is null or a.machine = :machine) and (:open = false or a.cleared_at = 0)""";

    private static final String FIELDS = """
            select a.id, a.machine, m.name, m.site, a.rule, a.subject, a.severity, a.words, a.muted, a.raised_at,
                a.cleared_at, a.cleared_by, a.announced\s""";

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Machines machines;
    private final AlertRules rules;
    private final Announcements announcements;

    Alerts(
            JdbcClient database,
            TransactionTemplate transaction,
            Machines machines,
            AlertRules rules,
            Announcements announcements) {
        this.database = database;
        this.transaction = transaction;
        this.machines = machines;
        this.rules = rules;
        this.announcements = announcements;
    }

    /** @param announced somebody may have been told that it was raised */
    private record Open(Alert alert, boolean announced) {}

    /**
     * Raises what holds now, and clears what does not any more.
     *
     * @param events that are news, oldest first
     */
    public void settle(MachineId machine, MachineHealth health, List<BmcEvent> events) {
        var now = Instant.now();
        var all = rules.all();
        var judge = new AlertJudge(all, rules.overrides(machine), now);
        transaction.executeWithoutResult(status -> {
            machines.lock(machine);
            var open = open(machine);
            var holding = judge.judge(health);
            clearWhatIsOver(open, all, holding, health, now);
            holding.forEach(held -> raise(machine, open, held, now));
            for (var event : events) {
                for (var told : judge.judge(event)) {
                    var key = key(told.rule().name(), told.subject());
                    if (event.asserted()) {
                        raise(machine, open, told, now);
                    } else if (open.containsKey(key)) {
                        clear(open.remove(key), null, now);
                    }
                }
                if (!event.asserted()) {
                    clearEnded(open, AlertJudge.subject(event), all, now);
                }
            }
        });
    }

    /** An event that is over is often told as harmless, whatever it was told as when it began. */
    private void clearEnded(Map<String, Open> open, String subject, List<AlertRule> all, Instant now) {
        for (var rule : all) {
            var key = key(rule.name(), subject);
            if (rule.condition() instanceof AlertCondition.Event && open.containsKey(key)) {
                clear(open.remove(key), null, now);
            }
        }
    }

    private void clearWhatIsOver(
            Map<String, Open> open, List<AlertRule> all, List<Holding> holding, MachineHealth health, Instant now) {
        var enabled =
                all.stream().filter(AlertRule::enabled).collect(Collectors.toMap(AlertRule::name, Function.identity()));
        var still = holding.stream()
                .map(held -> key(held.rule().name(), held.subject()))
                .collect(Collectors.toSet());
        for (var key : List.copyOf(open.keySet())) {
            var known = open.get(key);
            if (known == null || still.contains(key)) {
                continue;
            }
            var rule = enabled.get(known.alert().rule());
            if (rule == null || isOver(rule.condition(), health)) {
                open.remove(key);
                clear(known, null, now);
            }
        }
    }

    /** Of a BMC that told nothing, nothing is known of its sensors: what held is not over. */
    private static boolean isOver(AlertCondition condition, MachineHealth health) {
        return switch (condition) {
            case AlertCondition.Event event -> false;
            case AlertCondition.BmcSilent silent -> true;
            case AlertCondition.SensorHealth sensor -> health.trouble() == null;
            case AlertCondition.SensorValue sensor -> health.trouble() == null;
            case AlertCondition.ChassisFault fault -> health.trouble() == null;
        };
    }

    private void raise(MachineId machine, Map<String, Open> open, Holding holding, Instant now) {
        var subject = cut(holding.subject(), 255);
        var key = key(holding.rule().name(), subject);
        var known = open.get(key);
        if (known == null) {
            database.sql("""
                            insert into alert (machine, rule, subject, severity, words, muted, announced, raised_at, cleared_at)
                                values (:machine, :rule, :subject, :severity, :words, :muted, false, :now, 0)""")
                    .param("machine", machine.value())
                    .param("rule", holding.rule().name())
                    .param("subject", subject)
                    .param("severity", holding.rule().severity().word())
                    .param("words", cut(holding.words(), 1000))
                    .param("muted", holding.muted())
                    .param("now", now.toEpochMilli())
                    .update();
            known = Objects.requireNonNull(open(machine).get(key));
            open.put(key, known);
        } else if (known.alert().muted() != holding.muted()) {
            database.sql("update alert set muted = :muted where id = :id")
                    .param("muted", holding.muted())
                    .param("id", known.alert().id())
                    .update();
        }
        if (!holding.muted() && !known.announced()) {
            database.sql("update alert set announced = true where id = :id")
                    .param("id", known.alert().id())
                    .update();
            open.put(key, new Open(known.alert(), true));
            announcements.of(known.alert());
        }
    }

    private void clear(Open over, @Nullable String who, Instant now) {
        database.sql("update alert set cleared_at = :now, cleared_by = :who where id = :id and cleared_at = 0")
                .param("now", now.toEpochMilli())
                .param("who", who)
                .param("id", over.alert().id())
                .update();
        if (over.announced()) {
            find(over.alert().id()).ifPresent(announcements::of);
        }
    }

    /** A person says that it is over; what still holds is raised anew at the next look. Says whether it was open. */
    public boolean clear(long id, String who) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var open = database.sql(FIELDS + ROWS + " and a.id = :id")
                    .param("machine", null)
                    .param("open", true)
                    .param("id", id)
                    .query((row, number) -> new Open(alert(row), row.getBoolean(13)))
                    .optional();
            open.ifPresent(known -> clear(known, who, Instant.now()));
            return open.isPresent();
        }));
    }

    public Optional<Alert> find(long id) {
        return database.sql(FIELDS + ROWS + " and a.id = :id")
                .param("machine", null)
                .param("open", false)
                .param("id", id)
                .query((row, number) -> alert(row))
                .optional();
    }

    /** The latest first. */
    public Page<Alert> list(@Nullable MachineId machine, boolean openOnly, Pageable page) {
        var of = machine == null ? null : machine.value();
        long total = database.sql("select count(*) " + ROWS)
                .param("machine", of)
                .param("open", openOnly)
                .query(Long.class)
                .single();
        var found = database.sql(FIELDS + ROWS + " order by a.raised_at desc, a.id desc limit :size offset :offset")
                .param("machine", of)
                .param("open", openOnly)
                .param("size", page.getPageSize())
                .param("offset", page.getOffset())
                .query((row, number) -> alert(row))
                .list();
        return new PageImpl<>(found, page, total);
    }

    private Map<String, Open> open(MachineId machine) {
        var open = new HashMap<String, Open>();
        database.sql(FIELDS + ROWS)
                .param("machine", machine.value())
                .param("open", true)
                .query((row, number) -> {
                    var known = new Open(alert(row), row.getBoolean(13));
                    return open.put(key(known.alert().rule(), known.alert().subject()), known);
                })
                .list();
        return open;
    }

    private static Alert alert(ResultSet row) throws SQLException {
        long cleared = row.getLong(11);
        return new Alert(
                row.getLong(1),
                MachineId.of(row.getString(2)),
                row.getString(3),
                SiteName.of(row.getString(4)),
                row.getString(5),
                row.getString(6),
                Health.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                row.getString(8),
                row.getBoolean(9),
                Instant.ofEpochMilli(row.getLong(10)),
                cleared == 0 ? null : Instant.ofEpochMilli(cleared),
                row.getString(12));
    }

    private static String key(String rule, String subject) {
        return rule + "\n" + cut(subject, 255);
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(most, text.length()));
    }
}
