package io.metalwright.activities.inventory;

import io.metalwright.model.hardware.Disk;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which disk a name is of, be it a WWN or a serial. The namespaces of an NVMe drive share one serial, as do the LUNs of a store, and they differ by WWN. */
final class DiskNames {
    private DiskNames() {}

    /**
     * Of disks that may be chosen.
     *
     * @param disks all that the machine has: one that may not be chosen makes a name doubtful all the same
     */
    static Optional<Disk> find(String machine, List<Disk> disks, String name) {
        var found = DiskChoice.tellable(disks).stream()
                .filter(disk -> disk.answersTo(name))
                .findFirst();
        var named = disks.stream()
                .filter(disk -> !disk.removable() && disk.answersTo(name))
                .toList();
        if (found.isPresent() && named.size() > 1) {
            throw Refusal.of(
                    named.size() + " disks of machine " + machine + " answer to '" + name + "': "
                            + named.stream()
                                    .map(disk -> DiskChoice.planned(disk).toString())
                                    .collect(Collectors.joining("; "))
                            + ".",
                    "Name the one that is meant by what no other has: its WWN, or else its serial.");
        }
        return found;
    }
}
