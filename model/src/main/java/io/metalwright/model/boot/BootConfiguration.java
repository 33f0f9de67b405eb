package io.metalwright.model.boot;

import io.metalwright.model.SiteName;
import java.util.List;
import java.util.Map;

/**
 * Documents for machines of a site, with this machine's words filled in when they are fetched. Of several that fit a machine, one that names it
 * wins over one that names its segment, and that over one that names nobody; then the first by name.
 *
 * @param machines ids or MAC addresses of those it is for
 * @param segments names of segments whose machines it is for; both lists empty: for all
 * @param documents templates, see {@link BootTemplate}
 */
public record BootConfiguration(
        String name, SiteName site, List<String> machines, List<String> segments, Map<DocumentKind, String> documents) {
    public BootConfiguration {
        machines = machines == null ? List.of() : List.copyOf(machines);
        segments = segments == null ? List.of() : List.copyOf(segments);
        documents = documents == null ? Map.of() : Map.copyOf(documents);
    }

    /** How closely it is meant for this machine; -1 when not at all. */
    public int closeness(List<String> names, String segment) {
        if (machines.stream().anyMatch(names::contains)) {
            return 2;
        }
        if (segments.contains(segment)) {
            return 1;
        }
        return machines.isEmpty() && segments.isEmpty() ? 0 : -1;
    }
}
