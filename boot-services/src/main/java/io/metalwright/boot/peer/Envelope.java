package io.metalwright.boot.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What two servers say to each other, sealed by the key that both have (AES-256-GCM): nobody else reads it, and nobody else can have said it. Each has a
 * certificate authority of its own, so that TLS would take a second secret to begin with.
 */
final class Envelope {
    /** Nobody who has the key made it, or it was made for something else. */
    static final class NotOursException extends Exception {
        private static final long serialVersionUID = 1L;

        NotOursException(String why) {
            super(why);
        }
    }

    static final int NONCE_BYTES = 12;
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    Envelope(byte[] shared) throws GeneralSecurityException {
        if (shared.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of two boot servers has 32 bytes, not " + shared.length);
        }
        this.key = KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(new SecretKeySpec(shared, "HKDF"))
                                .thenExpand("metalwright peer".getBytes(StandardCharsets.US_ASCII), KEY_BYTES));
    }

    static Envelope withKeyIn(Path file) throws IOException, GeneralSecurityException {
        var others = EnumSet.complementOf(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        var permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(others::contains)) {
            throw new IOException("read the key of two boot servers, " + file + ": others may read it ("
                    + PosixFilePermissions.toString(permissions)
                    + "). Run chmod 600, and renew the key if it was seen");
        }
        var key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new IOException("read the key of two boot servers, " + file + ": it has " + key.length
                    + " bytes. Make one by 'openssl rand -out FILE 32', and copy it to the other server");
        }
        return new Envelope(key);
    }

    /** @param about what it belongs to, which is not sent: the nonce of the question for an answer */
    byte[] seal(byte[] text, byte[] about) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, about);
            return ByteBuffer.allocate(NONCE_BYTES + cipher.getOutputSize(text.length))
                    .put(nonce)
                    .put(cipher.doFinal(text))
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no AES-GCM", e);
        }
    }

    byte[] open(byte[] sealed, byte[] about) throws NotOursException {
        if (sealed.length <= NONCE_BYTES) {
            throw new NotOursException("it is too short");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce(sealed), about)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new NotOursException("it was sealed with another key, or changed on its way");
        }
    }

    static byte[] nonce(byte[] sealed) {
        return Arrays.copyOf(sealed, NONCE_BYTES);
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] about) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about);
        return cipher;
    }
}
