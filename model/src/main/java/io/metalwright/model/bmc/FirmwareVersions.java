package io.metalwright.model.bmc;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What two readings of a firmware inventory differ in. Entries are known by their names, as the ids of some BMCs hold the version; one that is missing
 * after a BMC's restart, or new, tells nothing.
 */
public final class FirmwareVersions {
    private FirmwareVersions() {}

    /** Such as {@code BIOS: 2.10.0 → 2.11.0}; empty where no part runs another version than before. */
    public static List<String> changes(List<FirmwareItem> before, List<FirmwareItem> after) {
        var old = byName(before);
        var told = new ArrayList<String>();
        byName(after).forEach((name, versions) -> {
            var known = old.get(name);
            if (known == null) {
                return;
            }
            var added = new TreeSet<>(versions);
            added.removeAll(known);
            if (!added.isEmpty()) {
                var gone = new TreeSet<>(known);
                gone.removeAll(versions);
                told.add(name + ": " + String.join(", ", gone.isEmpty() ? known : gone) + " → "
                        + String.join(", ", added));
            }
        });
        return List.copyOf(told);
    }

    /** What lies there since, and waits for a start: {@code BIOS 2.11.0}. */
    public static List<String> awaitingStart(List<FirmwareItem> before, List<FirmwareItem> after) {
        var known = before.stream().filter(FirmwareItem::awaitsStart).toList();
        return after.stream()
                .filter(FirmwareItem::awaitsStart)
                .filter(item -> known.stream()
                        .noneMatch(old ->
                                old.id().equals(item.id()) && old.version().equals(item.version())))
                .map(item -> item.name() + " " + item.version())
                .toList();
    }

    private static TreeMap<String, TreeSet<String>> byName(List<FirmwareItem> items) {
        var versions = new TreeMap<String, TreeSet<String>>();
        items.stream()
                .filter(FirmwareItem::runs)
                .forEach(item -> versions.computeIfAbsent(item.name(), name -> new TreeSet<>())
                        .add(item.version()));
        return versions;
    }
}
