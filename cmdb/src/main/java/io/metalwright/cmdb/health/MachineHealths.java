package io.metalwright.cmdb.health;

import io.metalwright.cmdb.Json;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.health.MachineHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How machines fare, and whose turn it is to be asked. */
@Repository
public final class MachineHealths {
    /** Machines that nobody has asked yet come one after the other, and not all at the start of a worker. */
    private static final Duration FIRST_WITHIN = Duration.ofSeconds(60);

    private final JdbcClient database;

    MachineHealths(JdbcClient database) {
        this.database = database;
    }

    /** Machines of the site with a BMC whose turn it is. Of several workers that claim at once, each machine goes to one. */
    public List<MachineId> claim(SiteName site, Duration interval, int most) {
        var now = Instant.now();
        enterNew(site, now, interval);
        var claimed = new ArrayList<MachineId>();
        for (var due : due(site, now, most)) {
            if (database.sql("update machine_health set due_at = :next where machine = :machine and due_at = :due")
                            .param("next", now.plus(spread(interval)).toEpochMilli())
                            .param("machine", due.machine().value())
                            .param("due", due.at())
                            .update()
                    > 0) {
                claimed.add(due.machine());
            }
        }
        return claimed;
    }

    private record Due(MachineId machine, long at) {}

    private List<Due> due(SiteName site, Instant now, int most) {
        return database.sql("""
                        select h.machine, h.due_at from machine_health h join machine m on m.id = h.machine
                        where m.site = :site and m.bmc_address is not null and m.state <> 'retired' and h.due_at <= :now
                        order by h.due_at limit :most""")
                .param("site", site.value())
                .param("now", now.toEpochMilli())
                .param("most", most)
                .query((row, number) -> new Due(MachineId.of(row.getString(1)), row.getLong(2)))
                .list();
    }

    private void enterNew(SiteName site, Instant now, Duration interval) {
        var within = interval.compareTo(FIRST_WITHIN) < 0 ? interval : FIRST_WITHIN;
        for (var machine : database.sql("""
                        select id from machine where site = :site and bmc_address is not null
                            and id not in (select machine from machine_health)""")
                .param("site", site.value())
                .query(String.class)
                .list()) {
            try {
                database.sql("""
                                insert into machine_health (machine, due_at, health, told)
                                    values (:machine, :due, :health, :told)""")
                        .param("machine", machine)
                        .param(
                                "due",
                                now.toEpochMilli() + ThreadLocalRandom.current().nextLong(within.toMillis() + 1))
                        .param("health", Health.UNKNOWN.word())
                        .param("told", Json.text(MachineHealth.UNKNOWN))
                        .update();
            } catch (DuplicateKeyException e) {
                // Another worker saw it too.
            }
        }
    }

    /** A tenth more or less, so that machines that began together do not stay together. */
    private static Duration spread(Duration interval) {
        return Duration.ofMillis((long)
                (interval.toMillis() * (0.9 + 0.2 * ThreadLocalRandom.current().nextDouble())));
    }

    /** Its turn comes then, if it would come later, where anybody looks after its site. */
    public void hasten(MachineId machine, Instant at) {
        database.sql("update machine_health set due_at = :at where machine = :machine and due_at > :at")
                .param("at", at.toEpochMilli())
                .param("machine", machine.value())
                .update();
    }

    /** What is known; {@link MachineHealth#UNKNOWN} of a machine that was never asked. */
    public MachineHealth of(MachineId machine) {
        return database.sql("select told from machine_health where machine = :machine")
                .param("machine", machine.value())
                .query(String.class)
                .optional()
                .map(told -> Json.read(told, MachineHealth.class))
                .orElse(MachineHealth.UNKNOWN);
    }

    /** In short, of those of them that were asked. */
    public Map<MachineId, Health> of(Collection<MachineId> machines) {
        var found = new HashMap<MachineId, Health>();
        if (!machines.isEmpty()) {
            database.sql("select machine, health from machine_health where machine in (:machines)")
                    .param("machines", machines.stream().map(MachineId::value).toList())
                    .query((row, number) -> found.put(
                            MachineId.of(row.getString(1)),
                            Health.valueOf(row.getString(2).toUpperCase(Locale.ROOT))))
                    .list();
        }
        return found;
    }

    /** What the mark of its event log was when the events were last kept. */
    public Optional<String> eventLogMark(MachineId machine) {
        return database.sql(
                        "select event_log_mark from machine_health where machine = :machine and event_log_mark is not null")
                .param("machine", machine.value())
                .query(String.class)
                .optional();
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** In place of what was known. A machine that is gone meanwhile is passed over. */
    public void record(MachineId machine, MachineHealth health, @Nullable String eventLogMark) {
        database.sql("""
                        update machine_health set health = :health, power = :power, silent_since = :silent, told = :told,
                            event_log_mark = :mark, hottest = :hottest, inlet = :inlet where machine = :machine""")
                .param("health", health.health().word())
                .param("power", health.power() == null ? null : health.power().word())
                .param(
                        "silent",
                        health.silentSince() == null
                                ? null
                                : health.silentSince().toEpochMilli())
                .param("told", Json.text(health))
                .param("mark", eventLogMark)
                .param("hottest", orNull(health.hottest()))
                .param("inlet", orNull(health.inlet()))
                .param("machine", machine.value())
                .update();
    }
}
