package io.metalwright.activities.power.ipmi.wire;

/** What is done to a reading after its factors (IPMI 2.0 section 43.1, octet 24). Unknown ones are not converted. */
enum Linearisation {
    LINEAR,
    LN,
    LOG_10,
    LOG_2,
    E,
    EXP_10,
    EXP_2,
    RECIPROCAL,
    SQUARE,
    CUBE,
    SQUARE_ROOT,
    CUBE_ROOT;

    /** From here on a sensor is non-linear: its factors are asked for with each reading, and then it counts as linear. */
    private static final int NON_LINEAR = 0x70;

    private static final int NON_LINEAR_END = 0x7F;

    static boolean isNonLinear(int code) {
        return code >= NON_LINEAR && code <= NON_LINEAR_END;
    }

    static boolean isKnown(int code) {
        return code < values().length || isNonLinear(code);
    }

    static Linearisation of(int code) {
        return isNonLinear(code) ? LINEAR : values()[code];
    }

    double apply(double value) {
        return switch (this) {
            case LINEAR -> value;
            case LN -> Math.log(value);
            case LOG_10 -> Math.log10(value);
            case LOG_2 -> Math.log(value) / Math.log(2);
            case E -> Math.exp(value);
            case EXP_10 -> Math.pow(10, value);
            case EXP_2 -> Math.pow(2, value);
            case RECIPROCAL -> 1 / value;
            case SQUARE -> value * value;
            case CUBE -> value * value * value;
            case SQUARE_ROOT -> Math.sqrt(value);
            case CUBE_ROOT -> Math.cbrt(value);
        };
    }
}
