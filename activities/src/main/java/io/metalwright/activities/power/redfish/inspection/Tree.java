package io.metalwright.activities.power.redfish.inspection;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.redfish.RedfishSession;
import io.metalwright.activities.power.redfish.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The resources of one inspection: each is read once, not too many of them, and what cannot be read is noted and gone without. */
final class Tree {
    /** A server with four GPUs, forty drives and ports of virtual functions has some 300; a tree without an end would take for ever. */
    private static final int MOST = 1500;

    private final RedfishSession session;
    private final Map<String, Optional<Resource>> known = new LinkedHashMap<>();
    private final Map<String, List<Resource>> collections = new LinkedHashMap<>();
    private final List<String> gaps = new ArrayList<>();
    private int asked;

    Tree(RedfishSession session) {
        this.session = session;
    }

    Optional<Resource> read(String link) {
        var seen = known.get(link);
        if (seen == null) {
            seen = tried(link, Optional.<Resource>empty(), () -> session.find("Read the hardware", link));
            known.put(link, seen);
        }
        return seen;
    }

    /** Those of several that are there. */
    List<Resource> readAll(List<String> links) {
        return links.stream().distinct().flatMap(link -> read(link).stream()).toList();
    }

    List<Resource> members(String collection) {
        var seen = collections.get(collection);
        if (seen == null) {
            seen = tried(collection, List.of(), () -> read(session, collection));
            collections.put(collection, seen);
        }
        return seen;
    }

    /** In one question where the service expands; else one by one, so that one that cannot be read does not cost the others. */
    private List<Resource> read(RedfishSession from, String collection) {
        return from.expanded("Read the hardware", collection)
                .orElseGet(() -> readAll(from.members("Read the hardware", collection)));
    }

    /** The members of a collection that a resource names in one of these properties. */
    List<Resource> membersOf(Resource owner, String... property) {
        return owner.link(property).map(this::members).orElseGet(List::of);
    }

    List<String> gaps() {
        return List.copyOf(gaps);
    }

    private <T> T tried(String link, T otherwise, Supplier<T> reading) {
        if (asked++ >= MOST) {
            if (asked == MOST + 1) {
                gaps.add("There is more than the " + MOST + " resources that were read.");
            }
            return otherwise;
        }
        try {
            return reading.get();
        } catch (BmcFailure.Refused | BmcFailure.Nonsense e) {
            gaps.add(e.getMessage() == null ? link : e.getMessage());
            return otherwise;
        }
    }
}
