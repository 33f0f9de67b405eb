package io.metalwright.cmdb.alert;

import io.metalwright.cmdb.Json;
import io.metalwright.model.MachineId;
import io.metalwright.model.alert.AlertCondition;
import io.metalwright.model.alert.AlertOverride;
import io.metalwright.model.alert.AlertRule;
import io.metalwright.model.bmc.Health;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The rules, and what is otherwise with single machines. */
@Repository
public final class AlertRules {
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    AlertRules(JdbcClient database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /** By name. */
    public List<AlertRule> all() {
        return database.sql("select name, description, condition_json, severity, enabled from alert_rule order by name")
                .query((row, number) -> new AlertRule(
                        row.getString(1),
                        row.getString(2),
                        Json.read(row.getString(3), AlertCondition.class),
                        Health.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                        row.getBoolean(5)))
                .list();
    }

    /** In place of the one of that name, where there is one. */
    public void put(AlertRule rule) {
        transaction.executeWithoutResult(status -> {
            delete(rule.name());
            database.sql("""
                            insert into alert_rule (name, description, condition_json, severity, enabled)
                                values (:name, :description, :condition, :severity, :enabled)""")
                    .param("name", rule.name())
                    .param("description", rule.description())
                    .param("condition", Json.text(rule.condition()))
                    .param("severity", rule.severity().word())
                    .param("enabled", rule.enabled())
                    .update();
        });
    }

    /** Says whether there was one. */
    public boolean delete(String name) {
        return database.sql("delete from alert_rule where name = :name")
                        .param("name", name)
                        .update()
                > 0;
    }

    public List<AlertOverride> overrides(MachineId machine) {
        return database
                .sql("select told from alert_override where machine = :machine order by rule, subject")
                .param("machine", machine.value())
                .query(String.class)
                .list()
                .stream()
                .map(told -> Json.read(told, AlertOverride.class))
                .toList();
    }

    /** In place of the one for the same rule and subject. */
    public void put(MachineId machine, AlertOverride override) {
        transaction.executeWithoutResult(status -> {
            deleteOverride(machine, override.rule(), override.subject());
            database.sql(
                            "insert into alert_override (machine, rule, subject, told) values (:machine, :rule, :subject, :told)")
                    .param("machine", machine.value())
                    .param("rule", override.rule())
                    .param("subject", override.subject())
                    .param("told", Json.text(override))
                    .update();
        });
    }

    /** Says whether there was one. */
    public boolean deleteOverride(MachineId machine, String rule, String subject) {
        return database.sql(
                                "delete from alert_override where machine = :machine and rule = :rule and subject = :subject")
                        .param("machine", machine.value())
                        .param("rule", rule)
                        .param("subject", subject)
                        .update()
                > 0;
    }
}
