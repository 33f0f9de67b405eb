package io.metalwright.cmdb.figures;

import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.power.PowerState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts over whole tables, each by one query. */
@Repository
public final class Figures {
    private final JdbcClient database;

    Figures(JdbcClient database) {
        this.database = database;
    }

    /** How many there are of one sort. */
    public record Count(String first, String second, long count) {}

    /** A machine that is looked after. */
    public record Looked(
            String machine,
            SiteName site,
            Health health,
            @Nullable PowerState power,
            @Nullable Instant silentSince,
            @Nullable Double hottest,
            @Nullable Double inlet) {}

    /** By kind and state. */
    public List<Count> runs() {
        return counts("select kind, state, count(*) from run group by kind, state order by kind, state");
    }

    /** By site and state. */
    public List<Count> machines() {
        return counts("select site, state, count(*) from machine group by site, state order by site, state");
    }

    /** Those that are open, by severity, and whether they are muted. */
    public List<Count> alerts() {
        return counts("""
                select severity, case when muted then 'yes' else 'no' end as hushed, count(*) from alert
                where cleared_at = 0 group by severity, case when muted then 'yes' else 'no' end order by severity""");
    }

    /** By event and state. */
    public List<Count> deliveries() {
        return counts("select event, state, count(*) from delivery group by event, state order by event, state");
    }

    private List<Count> counts(String query) {
        return database.sql(query)
                .query((row, number) -> new Count(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    /** In the order of their names. */
    public List<Looked> machinesLookedAfter(int most) {
        return database.sql("""
                        select m.name, m.site, h.health, h.power, h.silent_since, h.hottest, h.inlet
                        from machine_health h join machine m on m.id = h.machine order by m.name limit :most""")
                .param("most", most)
                .query((row, number) -> {
                    var power = row.getString(4);
                    long silent = row.getLong(5);
                    return new Looked(
                            row.getString(1),
                            SiteName.of(row.getString(2)),
                            Health.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                            power == null ? null : PowerState.valueOf(power.toUpperCase(Locale.ROOT)),
                            silent == 0 ? null : Instant.ofEpochMilli(silent),
                            (Double) row.getObject(6),
                            (Double) row.getObject(7));
                })
                .list();
    }
}
