package io.metalwright.activities.power;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** Tells credentials apart without keeping them; means nothing outside of this process. */
record CredentialFingerprint(String value) {
    private static final byte[] SALT = salt();

    static CredentialFingerprint of(BmcCredential credential) {
        byte[] password = credential.password();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(SALT);
            digest.update(credential.user().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return new CredentialFingerprint(HexFormat.of().formatHex(digest.digest(password)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    private static byte[] salt() {
        byte[] salt = new byte[32];
        new SecureRandom().nextBytes(salt);
        return salt;
    }
}
