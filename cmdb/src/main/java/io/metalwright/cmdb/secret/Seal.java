package io.metalwright.cmdb.secret;

import io.metalwright.model.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit nonce each time, bound to the name of what is sealed. */
public final class Seal {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final String keyId;
    private final SecureRandom random = new SecureRandom();

    private Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        this.keyId = Sha256.sumOf(key).hex().substring(0, 16);
    }

    public static Seal with(byte[] key) {
        if (key.length != SecretKeyFile.BYTES) {
            throw new IllegalArgumentException("A key has 32 bytes and not " + key.length);
        }
        return new Seal(key);
    }

    /** Tells which key sealed a text, without telling the key. */
    public String keyId() {
        return keyId;
    }

    /** Nonce, sealed text and tag, in Base64. */
    public String seal(String name, byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(plain);
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("seal '" + name + "': " + e.getMessage(), e);
        }
    }

    /** Throws when it was sealed under another name or key, or was changed. */
    public byte[] open(String name, String sealed) {
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
        var nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        var rest = new byte[bytes.remaining()];
        bytes.get(rest);
        try {
            return cipher(Cipher.DECRYPT_MODE, name, nonce).doFinal(rest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "open the secret '" + name + "' with key " + keyId
                            + ": it was sealed with another key, or was changed. Bring back the key file it was sealed with.",
                    e);
        }
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
