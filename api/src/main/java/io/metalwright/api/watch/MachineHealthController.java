package io.metalwright.api.watch;

import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.cmdb.Cmdb;
import java.util.Map;
import org.springframework.data.domain.Sort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a machine's BMC told when the site's workers last asked it. Nobody is asked for the answer: see {@code /bmc} for that. */
@RestController
@RequestMapping(path = "/api/v1/machines/{machine}", produces = "application/json")
class MachineHealthController {
    private static final Map<String, String> SORTABLE =
            Map.of("id", "id", "happenedAt", "happenedAt", "seenAt", "seenAt", "severity", "severity");

    private final Cmdb cmdb;
    private final MachineLookup machines;

    MachineHealthController(Cmdb cmdb, MachineLookup machines) {
        this.cmdb = cmdb;
        this.machines = machines;
    }

    @GetMapping("/health")
    MachineHealthAnswer readHealth(@PathVariable String machine) {
        var id = machines.find(machine).id();
        return MachineHealthAnswer.of(
                cmdb.machineHealths().of(id), cmdb.eventSubscriptions().of(id));
    }

    /** The newest first. */
    @GetMapping("/events")
    Listing<MachineEventAnswer> listMachineEvents(@PathVariable String machine, ListQuery query) {
        return Listing.of(
                cmdb.machineEvents()
                        .of(
                                machines.find(machine).id(),
                                query.search(),
                                query.pageable(SORTABLE, Sort.by(Sort.Direction.DESC, "id"))),
                MachineEventAnswer::of);
    }
}
