package io.metalwright.api.alert;

import io.metalwright.api.access.Caller;
import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.alert.Alert;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What of machines somebody is, or was, told of. */
@RestController
@RequestMapping(path = "/api/v1/alerts", produces = "application/json")
class AlertController {
    private final Cmdb cmdb;
    private final MachineLookup machines;

    AlertController(Cmdb cmdb, MachineLookup machines) {
        this.cmdb = cmdb;
        this.machines = machines;
    }

    /**
     * The latest first.
     *
     * @param machine id or name; all where none is given
     * @param open false: also those that are over
     */
    @GetMapping
    Listing<Alert> listAlerts(
            @RequestParam @Nullable String machine,
            @RequestParam(defaultValue = "true") boolean open,
            ListQuery query) {
        var of = machine == null || machine.isBlank()
                ? null
                : machines.find(machine).id();
        return Listing.of(cmdb.alerts().list(of, open, query.pageable(Map.of(), Sort.unsorted())), alert -> alert);
    }

    /** Says that it is over, as events do not always say. What still holds is raised anew. */
    @PostMapping("/{alert}/clear")
    Alert clearAlert(@PathVariable long alert, @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        if (!cmdb.alerts().clear(alert, caller.name())
                && cmdb.alerts().find(alert).isEmpty()) {
            throw none(alert);
        }
        return cmdb.alerts().find(alert).orElseThrow(() -> none(alert));
    }

    private static Problem none(long alert) {
        return Problem.notFound("There is no alert " + alert + ".");
    }
}
