package io.metalwright.api.segment;

import io.metalwright.model.network.Cidr;

/** Whether addresses stand in two places at once. */
final class Ranges {
    private Ranges() {}

    static boolean overlap(Cidr one, Cidr other) {
        return one.contains(other.network()) || other.contains(one.network());
    }
}
