package io.metalwright.model.hardware;

import java.util.List;

/**
 * A part of a machine with what is known of it.
 *
 * @param kind {@code system}, {@code processor}, {@code memory}, {@code disk}, {@code volume}, {@code port}, {@code device},
 *     {@code bmc} or {@code firmware}
 * @param name for people, and the same from one inspection to the next
 */
public record HardwarePart(String kind, String name, List<Fact> facts) {
    public HardwarePart {
        facts = List.copyOf(facts);
    }
}
