package io.metalwright.activities.power.ipmi.session;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/** A keyed hash, possibly cut short. */
enum Mac {
    /** No code at all. */
    NONE("", 0),
    HMAC_SHA1("HmacSHA1", 20),
    HMAC_SHA1_96("HmacSHA1", 12),
    HMAC_SHA256("HmacSHA256", 32),
    HMAC_SHA256_128("HmacSHA256", 16);

    private final String algorithm;
    private final int length;

    Mac(String algorithm, int length) {
        this.algorithm = algorithm;
        this.length = length;
    }

    int length() {
        return length;
    }

    byte[] of(byte[] key, byte[]... parts) {
        if (this == NONE) {
            return new byte[0];
        }
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return Arrays.copyOf(mac.doFinal(), length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + algorithm, e);
        }
    }
}
