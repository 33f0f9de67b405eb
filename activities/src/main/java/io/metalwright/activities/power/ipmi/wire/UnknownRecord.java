package io.metalwright.activities.power.ipmi.wire;

/** A record of a type that the specification does not have. */
public record UnknownRecord(int id, int type, Octets data) implements SdrRecord {}
