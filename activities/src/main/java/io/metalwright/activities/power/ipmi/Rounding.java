package io.metalwright.activities.power.ipmi;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Takes the dust of binary arithmetic off a value. A sensor's reading has eight bits: more than four decimals are none of its own. */
final class Rounding {
    private static final int DECIMALS = 4;

    private Rounding() {}

    static double toMeaning(double value) {
        return BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
