package io.metalwright.cmdb.run;

import io.metalwright.cmdb.TextSearch;
import io.metalwright.model.MachineId;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.query.Criteria;

/** Which runs a list shows; what is null does not narrow it. */
public record RunFilter(
        @Nullable MachineId machine,
        @Nullable RunState state,
        @Nullable RunKind kind,
        @Nullable String search) {
    private static final List<String> TEXTS =
            List.of("id", "workflowId", "machineName", "step", "outcome", "requestedBy");
    private static final List<String> WORDS = List.of("machine");

    Criteria criteria() {
        var criteria = Criteria.empty();
        if (machine != null) {
            criteria = criteria.and(Criteria.where("machine").is(machine));
        }
        if (state != null) {
            criteria = criteria.and(Criteria.where("state").is(state));
        }
        if (kind != null) {
            criteria = criteria.and(Criteria.where("kind").is(kind));
        }
        if (search != null && !search.isBlank()) {
            criteria = criteria.and(TextSearch.in(TEXTS, WORDS, search));
        }
        return criteria;
    }
}
