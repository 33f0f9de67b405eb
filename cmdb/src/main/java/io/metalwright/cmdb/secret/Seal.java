package io.metalwright.cmdb.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit nonce each time, bound to the name of what is sealed. */
public final class Seal {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    private Seal(KeyRing keys) {
        this.keys = keys;
    }

    public static Seal with(KeyRing keys) {
        return new Seal(keys);
    }

    /**
     * A sealed text.
     *
     * @param keyId of the key that sealed it
     * @param text nonce, sealed bytes and tag, in Base64
     */
    public record Sealed(String keyId, String text) {}

    /** Seals with the key that is the first now. */
    public Sealed seal(String name, byte[] plain) {
        return seal(keys.current(), name, plain);
    }

    KeyRing keys() {
        return keys;
    }

    Sealed seal(Key key, String name, byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, key, name, nonce).doFinal(plain);
            return new Sealed(
                    key.id(),
                    Base64.getEncoder()
                            .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                                    .put(nonce)
                                    .put(sealed)
                                    .array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("seal '" + name + "': " + e.getMessage(), e);
        }
    }

    /** Throws when it was sealed under another name or with a key that is gone, or was changed. */
    public byte[] open(String name, Sealed sealed) {
        var key = keys.find(sealed.keyId())
                .orElseThrow(
                        () -> new IllegalStateException("open '" + name + "': it was sealed with key " + sealed.keyId()
                                + ", and the keys at hand are " + ids() + ". Bring that key back as another line."));
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.text()));
        var nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        var rest = new byte[bytes.remaining()];
        bytes.get(rest);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, name, nonce).doFinal(rest);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "open '" + name + "' with key " + key.id() + ": it was changed, or sealed under another name.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("open '" + name + "': " + e.getMessage(), e);
        }
    }

    private String ids() {
        return keys.all().stream().map(Key::id).collect(Collectors.joining(", "));
    }

    private static Cipher cipher(int mode, Key key, String name, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
