package io.metalwright.cmdb.machine;

import io.metalwright.cmdb.TextSearch;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SiteName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.query.Criteria;

/** Which machines a list shows; what is null does not narrow it. */
public record MachineFilter(
        @Nullable MachineState state,
        @Nullable SiteName site,
        @Nullable String search,
        @Nullable Set<MachineId> among) {
    public MachineFilter(@Nullable MachineState state, @Nullable SiteName site, @Nullable String search) {
        this(state, site, search, null);
    }

    private static final List<String> TEXTS = List.of("name", "serial", "uuid", "hostname", "product", "manufacturer");
    private static final List<String> WORDS = List.of("id", "macs", "bootAddress", "address");

    Criteria criteria() {
        var criteria = Criteria.empty();
        if (state != null) {
            criteria = criteria.and(Criteria.where("state").is(state));
        }
        if (site != null) {
            criteria = criteria.and(Criteria.where("site").is(site));
        }
        if (search != null && !search.isBlank()) {
            criteria = criteria.and(TextSearch.in(TEXTS, WORDS, search));
        }
        if (among != null) {
            // An empty list is no SQL.
            criteria = among.isEmpty()
                    ? criteria.and(Criteria.where("id").isNull())
                    : criteria.and(Criteria.where("id").in(among));
        }
        return criteria;
    }
}
