package io.metalwright.activities.power;

import io.metalwright.model.network.Ipv4Address;

/**
 * A fixed address for a BMC.
 *
 * @param gateway {@code 0.0.0.0} for none
 */
public record LanAddress(Ipv4Address address, Ipv4Address netmask, Ipv4Address gateway) {}
