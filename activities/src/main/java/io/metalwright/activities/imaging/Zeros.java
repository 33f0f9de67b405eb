package io.metalwright.activities.imaging;

import java.util.Arrays;

/** Tells nothing from something. */
final class Zeros {
    private static final byte[] NOTHING = new byte[64 << 10];

    private Zeros() {}

    static boolean are(byte[] bytes, int length) {
        for (int from = 0; from < length; from += NOTHING.length) {
            int count = Math.min(NOTHING.length, length - from);
            if (!Arrays.equals(bytes, from, from + count, NOTHING, 0, count)) {
                return false;
            }
        }
        return true;
    }
}
