package io.metalwright.activities.power.redfish;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an action can be told (DSP0266, allowable values; DSP2046, ActionInfo), as far as the BMC says so. */
final class ActionOffers {
    private final RedfishSession session;
    private final Resource action;
    private @Nullable List<Resource> parameters;

    ActionOffers(RedfishSession session, Resource action) {
        this.session = session;
        this.action = action;
    }

    /** The values that a parameter can have; empty where nothing is said of it. */
    List<String> allowed(String parameter) {
        var here = action.texts(parameter + "@Redfish.AllowableValues");
        return here.isEmpty()
                ? told(parameter).map(info -> info.texts("AllowableValues")).orElse(List.of())
                : here;
    }

    boolean requires(String parameter) {
        return told(parameter).flatMap(info -> info.truth("Required")).orElse(false);
    }

    private Optional<Resource> told(String parameter) {
        var known = parameters;
        if (known == null) {
            known = action.text("@Redfish.ActionInfo").stream()
                    .flatMap(link -> session.find("Read what an action can be told", link).stream())
                    .flatMap(info -> info.objects("Parameters").stream())
                    .toList();
            parameters = known;
        }
        return known.stream()
                .filter(info -> info.word("Name").equals(parameter))
                .findFirst();
    }
}
