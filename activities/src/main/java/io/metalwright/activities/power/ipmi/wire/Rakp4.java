package io.metalwright.activities.power.ipmi.wire;

/** RAKP Message 4 (IPMI 2.0 section 13.23): the session is open, and the proof that both made the same session key. */
public sealed interface Rakp4 {
    int tag();

    byte[] encode();

    record Accepted(int tag, int consoleSessionId, Octets integrityCheck) implements Rakp4 {
        @Override
        public byte[] encode() {
            return new OctetWriter()
                    .octet(tag)
                    .reserved(3)
                    .doubleWord(consoleSessionId)
                    .octets(integrityCheck)
                    .toArray();
        }
    }

    record Refused(int tag, SessionStatus status) implements Rakp4 {
        @Override
        public byte[] encode() {
            return new OctetWriter()
                    .octet(tag)
                    .octet(status.value())
                    .reserved(6)
                    .toArray();
        }
    }

    static Rakp4 decode(byte[] bytes) {
        Cursor cursor = new Cursor("RAKP Message 4", bytes);
        int tag = cursor.octet("tag");
        int status = cursor.octet("status");
        if (status != 0) {
            return new Refused(tag, new SessionStatus(status));
        }
        cursor.skip("reserved", 2);
        return new Accepted(tag, cursor.doubleWord("console session id"), cursor.rest());
    }
}
