package io.metalwright.model.network;

import io.metalwright.model.MacAddress;

/** An address of IPv6 that is set down for one card. It lies in the segment's network, and better outside the range of its machines. */
public record Ipv6Reservation(MacAddress mac, Ipv6Address address) {
    public Ipv6Reservation {
        if (mac == null) {
            throw new IllegalArgumentException("'ipv6.reservations' lacks a 'mac', like 52:54:00:12:34:56");
        }
        if (address == null) {
            throw new IllegalArgumentException(
                    "'ipv6.reservations' lacks the 'address' for " + mac + ", like fd00:77::20");
        }
    }
}
