package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.ipmi.wire.IntegrityTrailer;
import io.metalwright.activities.power.ipmi.wire.MalformedMessage;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.PayloadType;
import io.metalwright.activities.power.ipmi.wire.SessionPacket.RmcpPlus;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts and signs what is sent in a session, checks and decrypts what comes (IPMI 2.0 sections 13.28.4 and 13.29). */
public final class PacketSeal {
    private static final int BLOCK = 16;

    private final SecureRandom random = new SecureRandom();
    private final Mac integrity;
    private final boolean encrypted;
    private final byte[] integrityKey;
    private final byte[] encryptionKey;
    private final int peerSessionId;

    /** @param peerSessionId the receiver's id of the session, which stands in packets to it */
    PacketSeal(Mac integrity, boolean encrypted, byte[] integrityKey, byte[] encryptionKey, int peerSessionId) {
        this.integrity = integrity;
        this.encrypted = encrypted;
        this.integrityKey = integrityKey;
        this.encryptionKey = encryptionKey;
        this.peerSessionId = peerSessionId;
    }

    public byte[] seal(int sequence, byte[] message) {
        return seal(PayloadType.IPMI, sequence, message);
    }

    public byte[] seal(PayloadType type, int sequence, byte[] message) {
        Octets payload = Octets.of(encrypted ? encrypt(message) : message);
        RmcpPlus open = new RmcpPlus(type, encrypted, isSigned(), peerSessionId, sequence, payload, Octets.NONE);
        if (!isSigned()) {
            return open.encode();
        }
        RmcpPlus padded = open.with(IntegrityTrailer.beforeCode(open.encode().length));
        byte[] signed = padded.encode();
        byte[] code = integrity.of(integrityKey, signed);
        byte[] whole = Arrays.copyOf(signed, signed.length + code.length);
        System.arraycopy(code, 0, whole, signed.length, code.length);
        return whole;
    }

    /**
     * The message inside, or nothing when the packet was not made by the other side of this session.
     *
     * @param bytes the packet from its authentication type on
     */
    public Optional<byte[]> open(byte[] bytes, RmcpPlus packet) {
        // Less protection than was agreed is none of this session's packets.
        if (packet.authenticated() != isSigned() || packet.encrypted() != encrypted) {
            return Optional.empty();
        }
        if (isSigned() && !isGenuine(bytes, packet)) {
            return Optional.empty();
        }
        byte[] payload = packet.payload().toArray();
        return encrypted ? decrypt(payload) : Optional.of(payload);
    }

    boolean isEncrypted() {
        return encrypted;
    }

    boolean isSigned() {
        return integrity != Mac.NONE;
    }

    private boolean isGenuine(byte[] bytes, RmcpPlus packet) {
        if (packet.trailer().length() < integrity.length()) {
            return false;
        }
        int signed = bytes.length - integrity.length();
        byte[] wanted = integrity.of(integrityKey, Arrays.copyOf(bytes, signed));
        if (!MessageDigest.isEqual(wanted, Arrays.copyOfRange(bytes, signed, bytes.length))) {
            return false;
        }
        try {
            IntegrityTrailer.decode(packet.trailer().toArray(), integrity.length());
            return true;
        } catch (MalformedMessage e) {
            return false;
        }
    }

    public void clear() {
        Arrays.fill(integrityKey, (byte) 0);
        Arrays.fill(encryptionKey, (byte) 0);
    }

    /** IV, then the message padded with 1, 2, 3 … and the padding's length (table 13-20). */
    private byte[] encrypt(byte[] message) {
        int pad = Math.floorMod(-(message.length + 1), BLOCK);
        byte[] padded = Arrays.copyOf(message, message.length + pad + 1);
        for (int i = 0; i < pad; i++) {
            padded[message.length + i] = (byte) (i + 1);
        }
        padded[padded.length - 1] = (byte) pad;
        byte[] vector = new byte[BLOCK];
        random.nextBytes(vector);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, vector).doFinal(padded);
            byte[] whole = Arrays.copyOf(vector, BLOCK + encrypted.length);
            System.arraycopy(encrypted, 0, whole, BLOCK, encrypted.length);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC-128 did not encrypt", e);
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    private Optional<byte[]> decrypt(byte[] payload) {
        if (payload.length < 2 * BLOCK || payload.length % BLOCK != 0) {
            return Optional.empty();
        }
        try {
            byte[] padded = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(payload, BLOCK))
                    .doFinal(payload, BLOCK, payload.length - BLOCK);
            int length = padded.length - 1 - Byte.toUnsignedInt(padded[padded.length - 1]);
            return length < 0 ? Optional.empty() : Optional.of(Arrays.copyOf(padded, length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC-128 did not decrypt", e);
        }
    }

    private Cipher cipher(int mode, byte[] vector) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(mode, new SecretKeySpec(encryptionKey, "AES"), new IvParameterSpec(vector));
        return cipher;
    }
}
