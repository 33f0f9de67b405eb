package io.metalwright.activities.power.ipmi.wire;

/**
 * The factors of the formula that makes a value of a raw reading (IPMI 2.0 sections 36.3 and 43.1, octets 25 to 30): all but the first are signed.
 *
 * @param m multiplier
 * @param b offset
 * @param bExponent of ten, for the offset
 * @param rExponent of ten, for the result
 * @param tolerance in half raw counts
 * @param accuracy in hundredths of a percent, before its exponent
 */
public record ReadingFactors(
        int m, int b, int bExponent, int rExponent, int tolerance, int accuracy, int accuracyExponent) {
    static ReadingFactors decode(Cursor cursor) {
        int mLow = cursor.octet("M");
        int mHigh = cursor.octet("M and tolerance");
        int bLow = cursor.octet("B");
        int bHigh = cursor.octet("B and accuracy");
        int accuracyHigh = cursor.octet("accuracy");
        int exponents = cursor.octet("exponents");
        return new ReadingFactors(
                signed(mLow | (mHigh & 0xC0) << 2, 10),
                signed(bLow | (bHigh & 0xC0) << 2, 10),
                signed(exponents & 0x0F, 4),
                signed(exponents >>> 4, 4),
                mHigh & 0x3F,
                bHigh & 0x3F | (accuracyHigh & 0xF0) << 2,
                accuracyHigh >>> 2 & 0x03);
    }

    /** Before the linearisation: {@code (M x + B 10^K1) 10^K2}. */
    double apply(int reading) {
        return (m * (double) reading + b * Math.pow(10, bExponent)) * Math.pow(10, rExponent);
    }

    private static int signed(int value, int bits) {
        return value << 32 - bits >> 32 - bits;
    }
}
