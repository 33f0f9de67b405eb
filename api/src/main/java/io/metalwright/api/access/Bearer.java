package io.metalwright.api.access;

import io.metalwright.model.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** Access tokens in plain: {@code mw_} and 32 random bytes in base64url. */
public final class Bearer {
    private static final Pattern FORM = Pattern.compile("mw_[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Bearer() {}

    public static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return "mw_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static boolean isWellFormed(String token) {
        return FORM.matcher(token).matches();
    }

    /** What is kept of a token. It has 256 random bits, so a plain sum cannot be searched backwards. */
    public static Sha256 sum(String token) {
        return Sha256.sumOf(token);
    }
}
