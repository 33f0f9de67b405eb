package io.metalwright.api.segment;

import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.Cidr;

/** Whether addresses stand in two places at once. */
final class Ranges {
    private Ranges() {}

    static boolean overlap(AddressRange one, AddressRange other) {
        return one.first().compareTo(other.last()) <= 0 && other.first().compareTo(one.last()) <= 0;
    }

    static boolean overlap(Cidr one, Cidr other) {
        return one.contains(other.network()) || other.contains(one.network());
    }
}
