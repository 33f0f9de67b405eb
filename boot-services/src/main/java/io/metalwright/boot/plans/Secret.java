package io.metalwright.boot.plans;

import io.metalwright.model.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** 256 random bits as 43 characters of base64url. Only its sum is kept; it never shows itself in a log. */
public record Secret(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static Secret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    Sha256 sum() {
        return Sha256.sumOf(text);
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
