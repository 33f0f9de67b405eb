package io.metalwright.boot.plans;

import io.metalwright.boot.store.JsonMap;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.boot.DocumentKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The boot configurations of the site, on disk; replaced whole while they are fetched. */
public final class ConfigurationBook {
    private final SiteStore store;
    private final JsonMap<BootConfiguration> stored;
    private volatile List<BootConfiguration> configurations;

    public ConfigurationBook(SiteStore store) {
        this.store = store;
        this.stored = store.map("configurations", BootConfiguration.class);
        this.configurations = sorted(stored.entries().map(Map.Entry::getValue).toList());
    }

    /** On disk when it returns. */
    public synchronized void replace(List<BootConfiguration> changed) {
        stored.entries().map(Map.Entry::getKey).toList().forEach(stored::remove);
        changed.forEach(configuration -> stored.put(configuration.name(), configuration));
        store.commit();
        configurations = sorted(changed);
    }

    public List<BootConfiguration> all() {
        return configurations;
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

    private static List<BootConfiguration> sorted(List<BootConfiguration> all) {
        return all.stream()
                .sorted(Comparator.comparing(BootConfiguration::name))
                .toList();
    }
}
