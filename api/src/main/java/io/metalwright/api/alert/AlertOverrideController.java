package io.metalwright.api.alert;

import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.alert.AlertOverride;
import io.metalwright.model.alert.AlertRule;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is otherwise with the alerts of one machine: muted, or with other thresholds. It counts from the next look. */
@RestController
@RequestMapping(path = "/api/v1/machines/{machine}/alert-overrides", produces = "application/json")
class AlertOverrideController {
    private final Cmdb cmdb;
    private final MachineLookup machines;

    AlertOverrideController(Cmdb cmdb, MachineLookup machines) {
        this.cmdb = cmdb;
        this.machines = machines;
    }

    record Overrides(List<AlertOverride> items) {}

    @GetMapping
    Overrides listAlertOverrides(@PathVariable String machine) {
        return new Overrides(cmdb.alertRules().overrides(machines.find(machine).id()));
    }

    /** In place of the one for the same rule and subject, where there is one. */
    @PutMapping(consumes = "application/json")
    AlertOverride putAlertOverride(@PathVariable String machine, @RequestBody AlertOverride override) {
        var id = machines.find(machine).id();
        if (!override.rule().equals(AlertOverride.ALL)
                && cmdb.alertRules().all().stream().map(AlertRule::name).noneMatch(override.rule()::equals)) {
            throw Problem.refused(
                            "unknown-rule",
                            "There is no such rule",
                            "There is no alert rule '" + override.rule() + "'.")
                    .at("rule");
        }
        if (override.subject().length() > 255) {
            throw Problem.invalid("subject", "'subject' has at most 255 characters.");
        }
        cmdb.alertRules().put(id, override);
        return override;
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteAlertOverride(
            @PathVariable String machine,
            @RequestParam(defaultValue = AlertOverride.ALL) String rule,
            @RequestParam(defaultValue = AlertOverride.ALL) String subject) {
        if (!cmdb.alertRules().deleteOverride(machines.find(machine).id(), rule, subject)) {
            throw Problem.notFound("Nothing is otherwise with rule '" + rule + "' about '" + subject + "'.");
        }
    }
}
