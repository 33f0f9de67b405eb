package io.metalwright.api.audit;

import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.cmdb.Cmdb;
import java.util.Map;
import org.springframework.data.domain.Sort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/audit", produces = "application/json")
class AuditController {
    private static final Map<String, String> SORTABLE =
            Map.of("at", "at", "who", "who", "action", "action", "target", "target");

    private final Cmdb cmdb;

    AuditController(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    /** The latest first, where no other order is asked for. */
    @GetMapping
    Listing<AuditAnswer> listAudit(ListQuery query) {
        return Listing.of(
                cmdb.auditTrail()
                        .search(query.search(), query.pageable(SORTABLE, Sort.by(Sort.Direction.DESC, "at", "id"))),
                AuditAnswer::of);
    }
}
