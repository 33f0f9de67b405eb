package io.metalwright.api.image;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.Json;
import io.metalwright.cmdb.run.RunFilter;
import io.metalwright.cmdb.run.RunRow;
import io.metalwright.model.plan.ProvisionPlan;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;

/** Which run needs an image. */
@Component
class ImageUse {
    private final Cmdb cmdb;

    /** Kinds of run that write an image. */
    private static final List<RunKind> WRITING = List.of(RunKind.PROVISION, RunKind.REINSTALL);

    ImageUse(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    /** The part of a spec that matters here. */
    record Wish(@Nullable String image) {}

    Optional<RunRow> by(String image) {
        return Arrays.stream(RunState.values())
                .filter(state -> !state.isOver())
                .flatMap(state -> WRITING.stream().map(kind -> new RunFilter(null, state, kind, null)))
                .flatMap(filter -> cmdb.runs().search(filter, Pageable.unpaged()).stream())
                .filter(run -> image.equals(imageOf(run)))
                .findFirst();
    }

    /** The plan says what will be written; before there is one, or when there never was, the spec says what is wished. */
    private @Nullable String imageOf(RunRow run) {
        return cmdb.runPlans()
                .find(run.id(), ProvisionPlan.class)
                .map(plan -> plan.image().name())
                .orElseGet(() -> run.spec() == null
                        ? null
                        : Json.read(run.spec(), Wish.class).image());
    }
}
