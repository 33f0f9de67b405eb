package io.metalwright.cmdb.machine;

import io.metalwright.cmdb.Json;
import io.metalwright.model.MachineId;
import io.metalwright.model.capability.Capabilities;
import io.metalwright.model.capability.CapabilityExpression;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.OutOfBandReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which machines can do what. Made from their reports when somebody asks for the first time since the last report: inspections are many, and
 * questions few.
 */
@Repository
public final class MachineCapabilities {
    private static final int LONGEST = 255;

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    MachineCapabilities(JdbcClient database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /** The machines that every expression chooses. */
    public Set<MachineId> choose(Collection<CapabilityExpression> expressions) {
        make();
        Optional<Set<MachineId>> chosen = Optional.empty();
        for (var expression : expressions) {
            var these = choose(expression);
            chosen.ifPresent(these::retainAll);
            chosen = Optional.of(these);
        }
        return chosen.orElseGet(Set::of);
    }

    private Set<MachineId> choose(CapabilityExpression expression) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        database.sql("select machine, words from machine_capability where name = :name")
                .param("name", expression.capability())
                .query((row, number) -> values.computeIfAbsent(row.getString(1), unknown -> new ArrayList<>())
                        .add(row.getString(2)))
                .list();
        var chosen = new HashSet<MachineId>();
        values.forEach((machine, words) -> {
            if (expression.chooses(words)) {
                chosen.add(MachineId.of(machine));
            }
        });
        return chosen;
    }

    /** By name, each with its values. */
    public Map<String, List<String>> of(MachineId machine) {
        make();
        Map<String, List<String>> values = new TreeMap<>();
        database.sql("select name, words from machine_capability where machine = :machine order by name, place")
                .param("machine", machine.value())
                .query((row, number) -> values.computeIfAbsent(row.getString(1), unknown -> new ArrayList<>())
                        .add(row.getString(2)))
                .list();
        return values;
    }

    /** Those of a machine whose reports are others now are made anew when they are asked for. */
    static void forget(JdbcClient database, MachineId machine) {
        database.sql("delete from machine_capability where machine = :machine")
                .param("machine", machine.value())
                .update();
    }

    private void make() {
        database.sql("""
                        select id from machine where (id in (select machine from machine_hardware)
                            or id in (select machine from machine_out_of_band))
                            and id not in (select machine from machine_capability)""").query(String.class).list().forEach(this::make);
    }

    private void make(String machine) {
        try {
            transaction.executeWithoutResult(status -> Capabilities.of(
                            report("machine_hardware", machine, HardwareReport.class)
                                    .orElse(null),
                            report("machine_out_of_band", machine, OutOfBandReport.class)
                                    .orElse(null))
                    .forEach((name, values) -> enter(machine, name, values)));
        } catch (DuplicateKeyException e) {
            // Somebody else asked at the same time, and made them.
        }
    }

    private <T> Optional<T> report(String table, String machine, Class<T> type) {
        return database.sql("select report from " + table + " where machine = :machine")
                .param("machine", machine)
                .query(String.class)
                .optional()
                .map(text -> Json.read(text, type));
    }

    private void enter(String machine, String name, List<String> values) {
        for (int place = 0; place < values.size(); place++) {
            var words = values.get(place);
            database.sql("""
                            insert into machine_capability (machine, name, place, words)
                                values (:machine, :name, :place, :words)""")
                    .param("machine", machine)
                    .param("name", name)
                    .param("place", place)
                    .param("words", words.substring(0, Math.min(LONGEST, words.length())))
                    .update();
        }
    }
}
