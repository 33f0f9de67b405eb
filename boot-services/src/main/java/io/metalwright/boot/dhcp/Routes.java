package io.metalwright.boot.dhcp;

import io.metalwright.model.network.Ipv4Address;

/** Finds the address from which this host would speak to another. */
public interface Routes {
    Ipv4Address localAddressTowards(Ipv4Address other);
}
