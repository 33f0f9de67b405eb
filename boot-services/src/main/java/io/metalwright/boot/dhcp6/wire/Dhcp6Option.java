package io.metalwright.boot.dhcp6.wire;

import io.metalwright.boot.wire.Octets;

/** One option, raw. */
public record Dhcp6Option(Dhcp6OptionCode code, Octets value) {}
