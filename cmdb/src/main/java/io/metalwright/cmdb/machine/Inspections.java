package io.metalwright.cmdb.machine;

import io.metalwright.cmdb.Json;
import io.metalwright.model.MachineId;
import io.metalwright.model.hardware.FactSource;
import io.metalwright.model.hardware.OutOfBandReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** What BMCs told of their machines, and how machines changed from one inspection to the next. */
@Repository
public final class Inspections {
    private static final int LONGEST = 1000;

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    Inspections(JdbcClient database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    public Optional<OutOfBandReport> outOfBand(MachineId machine) {
        return database.sql("select report from machine_out_of_band where machine = :machine")
                .param("machine", machine.value())
                .query(String.class)
                .optional()
                .map(text -> Json.read(text, OutOfBandReport.class));
    }

    /** In place of the last one. What nothing else has told of the machine yet, its row takes from here. */
    public void recordOutOfBand(MachineId machine, OutOfBandReport report) {
        transaction.executeWithoutResult(status -> {
            database.sql("""
                            update machine set serial = coalesce(serial, :serial), uuid = coalesce(uuid, :uuid),
                                manufacturer = coalesce(manufacturer, :manufacturer), product = coalesce(product, :product),
                                updated_at = :now where id = :id""")
                    .param("serial", report.system().serial())
                    .param("uuid", report.system().uuid())
                    .param("manufacturer", report.system().manufacturer())
                    .param("product", report.system().product())
                    .param("now", Instant.now().toEpochMilli())
                    .param("id", machine.value())
                    .update();
            database.sql("delete from machine_out_of_band where machine = :machine")
                    .param("machine", machine.value())
                    .update();
            database.sql(
                            "insert into machine_out_of_band (machine, report, collected_at) values (:machine, :report, :at)")
                    .param("machine", machine.value())
                    .param("report", Json.text(report))
                    .param("at", report.collectedAt().toEpochMilli())
                    .update();
            MachineCapabilities.forget(database, machine);
        });
    }

    /** Recorded again, they are the same. */
    public void recordChanges(MachineId machine, FactSource source, Instant seenAt, List<String> lines) {
        transaction.executeWithoutResult(status -> {
            database.sql("""
                            delete from hardware_change
                                where machine = :machine and seen_at = :at and source = :source""")
                    .param("machine", machine.value())
                    .param("at", seenAt.toEpochMilli())
                    .param("source", source.word())
                    .update();
            for (int place = 0; place < lines.size(); place++) {
                var line = lines.get(place);
                database.sql("""
                                insert into hardware_change (machine, seen_at, source, place, line)
                                    values (:machine, :at, :source, :place, :line)""")
                        .param("machine", machine.value())
                        .param("at", seenAt.toEpochMilli())
                        .param("source", source.word())
                        .param("place", place)
                        .param("line", line.substring(0, Math.min(LONGEST, line.length())))
                        .update();
            }
        });
    }

    /** The latest first. */
    public List<HardwareChange> changes(MachineId machine, int most) {
        return database.sql("""
                        select seen_at, source, line from hardware_change where machine = :machine
                            order by seen_at desc, place limit :most""")
                .param("machine", machine.value())
                .param("most", most)
                .query((row, number) -> new HardwareChange(
                        Instant.ofEpochMilli(row.getLong(1)),
                        FactSource.valueOf(
                                row.getString(2).toUpperCase(Locale.ROOT).replace('-', '_')),
                        row.getString(3)))
                .list();
    }
}
