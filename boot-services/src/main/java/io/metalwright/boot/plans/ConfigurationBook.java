package io.metalwright.boot.plans;

import io.metalwright.boot.store.JsonMap;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.boot.DocumentKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The boot configurations of the site, on disk; replaced whole while they are fetched. */
public final class ConfigurationBook {
    private final SiteStore store;
    private final JsonMap<BootConfiguration> stored;
    private volatile List<BootConfiguration> configurations = List.of();
    private volatile Set<DocumentKind> kinds = Set.of();

    public ConfigurationBook(SiteStore store) {
        this.store = store;
        this.stored = store.map("configurations", BootConfiguration.class);
        serve(stored.entries().map(Map.Entry::getValue).toList());
    }

    /** On disk when it returns. */
    public synchronized void replace(List<BootConfiguration> changed) {
        stored.entries().map(Map.Entry::getKey).toList().forEach(stored::remove);
        changed.forEach(configuration -> stored.put(configuration.name(), configuration));
        store.commit();
        serve(changed);
    }

    public List<BootConfiguration> all() {
        return configurations;
    }

    /** Whether any machine at all has such a document. */
    public boolean hasAny(DocumentKind kind) {
        return kinds.contains(kind);
    }

    /** @param names the machine's id and its MAC addresses */
    public Optional<String> template(DocumentKind kind, List<String> names, String segment) {
        // The first of the closest: max would take the last.
        return configurations.stream()
                .filter(configuration -> configuration.documents().containsKey(kind))
                .filter(configuration -> configuration.closeness(names, segment) >= 0)
                .min(Comparator.comparingInt(configuration -> -configuration.closeness(names, segment)))
                .map(configuration -> configuration.documents().get(kind));
    }

    private void serve(List<BootConfiguration> all) {
        configurations = all.stream()
                .sorted(Comparator.comparing(BootConfiguration::name))
                .toList();
        kinds = all.stream()
                .flatMap(configuration -> configuration.documents().keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
