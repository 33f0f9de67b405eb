package io.metalwright.model.network;

import io.metalwright.model.MacAddress;
import java.util.HashSet;
import java.util.List;

/**
 * Several ports of a machine that work as one.
 *
 * @param mode left out: {@code active-backup}
 * @param ports two or more, by their MACs; the first one lends its MAC to the bond
 */
public record Bond(BondMode mode, List<MacAddress> ports) {
    public Bond {
        mode = mode == null ? BondMode.ACTIVE_BACKUP : mode;
        ports = ports == null ? List.of() : List.copyOf(ports);
        if (ports.size() < 2 || new HashSet<>(ports).size() < ports.size()) {
            throw new IllegalArgumentException("'network.bond.ports' needs the MACs of two ports or more, each once");
        }
    }
}
