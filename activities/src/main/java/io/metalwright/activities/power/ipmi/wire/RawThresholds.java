package io.metalwright.activities.power.ipmi.wire;

import java.util.OptionalInt;

/**
 * The six thresholds of a sensor, raw (IPMI 2.0 sections 35.9 and 43.1).
 *
 * @param readable bits of those that can be read, in the order of {@link Threshold}
 * @param values an octet each in that order
 */
public record RawThresholds(int readable, Octets values) {
    /** In the order of their bits and octets. */
    public enum Threshold {
        LOWER_NON_CRITICAL,
        LOWER_CRITICAL,
        LOWER_NON_RECOVERABLE,
        UPPER_NON_CRITICAL,
        UPPER_CRITICAL,
        UPPER_NON_RECOVERABLE
    }

    public OptionalInt value(Threshold threshold) {
        return (readable & 1 << threshold.ordinal()) == 0
                ? OptionalInt.empty()
                : OptionalInt.of(values.at(threshold.ordinal()));
    }
}
