package io.metalwright.activities.power;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells credentials apart without keeping them: HMAC-SHA-256 under a key, without which nobody can try passwords on it.
 *
 * @param value hexadecimal; means nothing to who has another key
 */
public record CredentialFingerprint(String value) {
    private static final String ALGORITHM = "HmacSHA256";

    static CredentialFingerprint of(BmcCredential credential, byte[] key) {
        byte[] password = credential.password();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(credential.user().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return new CredentialFingerprint(HexFormat.of().formatHex(mac.doFinal(password)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }
}
