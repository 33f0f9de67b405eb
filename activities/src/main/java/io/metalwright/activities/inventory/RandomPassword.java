package io.metalwright.activities.inventory;

import java.security.SecureRandom;
import java.util.List;

/** Passwords that nobody chose, for BMCs. */
final class RandomPassword {
    /** A password of IPMI 1.5 has room for 16 bytes (section 22.30); some BMCs cut a longer one in silence. */
    private static final int LENGTH = 16;
    /** Without what people mistake for each other. BMCs that have rules want one of each. */
    private static final List<String> KINDS =
            List.of("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789");

    private static final String ALPHABET = String.join("", KINDS);

    private final SecureRandom random = new SecureRandom();

    String next() {
        while (true) {
            var password = draw();
            if (KINDS.stream().allMatch(kind -> password.chars().anyMatch(one -> kind.indexOf(one) >= 0))) {
                return password;
            }
        }
    }

    private String draw() {
        var password = new StringBuilder();
        for (int place = 0; place < LENGTH; place++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
