package io.metalwright.activities.power.ipmi.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A user's name in its 16 octets (IPMI 2.0 section 22.28). */
final class UserNames {
    static final int LENGTH = 16;

    private UserNames() {}

    static byte[] encode(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length > LENGTH) {
            throw new IllegalArgumentException("A BMC's user name has at most 16 characters, not " + bytes.length);
        }
        return Arrays.copyOf(bytes, LENGTH);
    }

    static String decode(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }
}
