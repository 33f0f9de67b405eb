package io.metalwright.api.alert;

import io.metalwright.api.naming.Names;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.alert.AlertCondition;
import io.metalwright.model.alert.AlertRule;
import io.metalwright.model.bmc.Health;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** When alerts are raised. A change counts from the next look at each machine. */
@RestController
@RequestMapping(path = "/api/v1/alert-rules", produces = "application/json")
class AlertRuleController {
    private final Cmdb cmdb;

    AlertRuleController(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    record Rules(List<AlertRule> items) {}

    /**
     * A rule as it is entered.
     *
     * @param severity of the alerts that it raises; warning when it is not given
     * @param enabled true when it is not given
     */
    record NewAlertRule(
            @Nullable String description,
            AlertCondition condition,
            @Nullable Health severity,
            @Nullable Boolean enabled) {
        NewAlertRule {
            Names.checkDescription(description);
            Objects.requireNonNull(condition, "'condition' is missing");
        }
    }

    @GetMapping
    Rules listAlertRules() {
        return new Rules(cmdb.alertRules().all());
    }

    /** In place of the one of that name, where there is one. */
    @PutMapping(path = "/{name}", consumes = "application/json")
    AlertRule putAlertRule(@PathVariable String name, @RequestBody NewAlertRule entered) {
        try {
            Names.check(name, "rule");
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("name", String.valueOf(e.getMessage()));
        }
        var rule = new AlertRule(
                name,
                entered.description(),
                entered.condition(),
                Objects.requireNonNullElse(entered.severity(), Health.WARNING),
                !Boolean.FALSE.equals(entered.enabled()));
        cmdb.alertRules().put(rule);
        return rule;
    }

    /** Its alerts are over with the next look. */
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteAlertRule(@PathVariable String name) {
        if (!cmdb.alertRules().delete(name)) {
            throw Problem.notFound("There is no alert rule '" + name + "'.");
        }
    }
}
