package io.metalwright.activities.power.ipmi.wire;

/**
 * RAKP Message 3 (IPMI 2.0 section 13.22): our proof that we know the password; or, with a status, that we do not go on, so that the BMC frees the
 * half-open session.
 */
public record Rakp3(int tag, SessionStatus status, int bmcSessionId, Octets keyExchangeCode) {
    public byte[] encode() {
        return new OctetWriter()
                .octet(tag)
                .octet(status.value())
                .reserved(2)
                .doubleWord(bmcSessionId)
                .octets(keyExchangeCode)
                .toArray();
    }

    public static Rakp3 decode(byte[] bytes) {
        Cursor cursor = new Cursor("RAKP Message 3", bytes);
        int tag = cursor.octet("tag");
        SessionStatus status = new SessionStatus(cursor.octet("status"));
        cursor.skip("reserved", 2);
        return new Rakp3(tag, status, cursor.doubleWord("BMC session id"), cursor.rest());
    }
}
