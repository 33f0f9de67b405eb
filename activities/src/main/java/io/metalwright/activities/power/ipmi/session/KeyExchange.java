package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.ipmi.wire.Rakp1;
import io.metalwright.activities.power.ipmi.wire.Rakp2;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What both sides compute from the password and what they told each other (IPMI 2.0 sections 13.28 to 13.32). Without a key K_G of the BMC's own, the
 * password stands in its place.
 */
public final class KeyExchange {
    private static final int CONSTANT_LENGTH = 20;
    private static final int AES_KEY_LENGTH = 16;

    private final Algorithms algorithms;
    private final byte[] password;
    private final byte[] consoleSessionId;
    private final byte[] bmcSessionId;
    private final byte[] consoleRandom;
    private final byte[] bmcRandom;
    private final byte[] bmcGuid;
    private final byte[] identity;

    /** @param password cleared by its owner, not here */
    public KeyExchange(
            Algorithms algorithms, byte[] password, int consoleSessionId, Rakp1 asked, Rakp2.Accepted answered) {
        this.algorithms = algorithms;
        this.password = password.length == 0 ? new byte[1] : password;
        this.consoleSessionId = littleEndian(consoleSessionId);
        this.bmcSessionId = littleEndian(asked.bmcSessionId());
        this.consoleRandom = asked.consoleRandom().toArray();
        this.bmcRandom = answered.bmcRandom().toArray();
        this.bmcGuid = answered.bmcGuid().toArray();
        byte[] name = asked.user().getBytes(StandardCharsets.ISO_8859_1);
        this.identity = ByteBuffer.allocate(2 + name.length)
                .put((byte) asked.role())
                .put((byte) name.length)
                .put(name)
                .array();
    }

    /** What RAKP 2 must carry if the BMC has the same password. */
    public byte[] bmcProof() {
        return algorithms
                .exchange()
                .of(password, consoleSessionId, bmcSessionId, consoleRandom, bmcRandom, bmcGuid, identity);
    }

    /** What RAKP 3 carries. */
    public byte[] consoleProof() {
        return algorithms.exchange().of(password, bmcRandom, consoleSessionId, identity);
    }

    public byte[] sessionIntegrityKey() {
        return algorithms.exchange().of(password, consoleRandom, bmcRandom, identity);
    }

    /** What RAKP 4 must carry if the BMC made the same session key. */
    public byte[] integrityCheck(byte[] sessionIntegrityKey) {
        return algorithms.check().of(sessionIntegrityKey, consoleRandom, bmcSessionId, bmcGuid);
    }

    /** @param peerSession whose id stands in the packets that it makes: the receiver's */
    public PacketSeal seal(byte[] sessionIntegrityKey, int peerSession) {
        byte[] second = derived(sessionIntegrityKey, 2);
        try {
            return new PacketSeal(
                    algorithms.integrity(),
                    algorithms.encrypted(),
                    derived(sessionIntegrityKey, 1),
                    Arrays.copyOf(second, AES_KEY_LENGTH),
                    peerSession);
        } finally {
            Arrays.fill(second, (byte) 0);
        }
    }

    /** K1, K2: the session key over twenty octets of the key's number, with every algorithm (section 13.32). */
    private byte[] derived(byte[] sessionIntegrityKey, int number) {
        byte[] constant = new byte[CONSTANT_LENGTH];
        Arrays.fill(constant, (byte) number);
        return algorithms.exchange().of(sessionIntegrityKey, constant);
    }

    private static byte[] littleEndian(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
