package io.metalwright.activities.power.ipmi.wire;

import java.util.OptionalDouble;

/**
 * How the raw readings of a sensor become values (IPMI 2.0 section 36.3): {@code y = L[(M x + B 10^K1) 10^K2]}.
 *
 * @param format 0 unsigned, 1 one's complement, 2 two's complement, 3 no analog reading
 * @param linearisation the code of L; with 0x70 to 0x7F the factors of the record do not count
 */
public record ReadingConversion(int format, int linearisation, ReadingFactors factors) {
    /** Whether the factors must be asked for with each reading (Get Sensor Reading Factors). */
    public boolean isNonLinear() {
        return Linearisation.isNonLinear(linearisation);
    }

    public ReadingConversion with(ReadingFactors newFactors) {
        return new ReadingConversion(format, linearisation, newFactors);
    }

    /** Nothing where the sensor has no analog reading, or one that no formula of the specification converts, or where the result is no number. */
    public OptionalDouble value(int raw) {
        if (!Linearisation.isKnown(linearisation) || format > 2) {
            return OptionalDouble.empty();
        }
        int reading = switch (format) {
            case 1 -> raw < 0x80 ? raw : raw - 0xFF;
            case 2 -> (byte) raw;
            default -> raw;
        };
        double value = Linearisation.of(linearisation).apply(factors.apply(reading));
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
