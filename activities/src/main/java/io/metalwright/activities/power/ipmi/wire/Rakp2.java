package io.metalwright.activities.power.ipmi.wire;

/** RAKP Message 2 (IPMI 2.0 section 13.21): the BMC's random number, its GUID, and the proof that it knows the user's password. */
public sealed interface Rakp2 {
    int tag();

    byte[] encode();

    record Accepted(int tag, int consoleSessionId, Octets bmcRandom, Octets bmcGuid, Octets keyExchangeCode)
            implements Rakp2 {
        @Override
        public byte[] encode() {
            return new OctetWriter()
                    .octet(tag)
                    .reserved(3)
                    .doubleWord(consoleSessionId)
                    .octets(bmcRandom)
                    .octets(bmcGuid)
                    .octets(keyExchangeCode)
                    .toArray();
        }
    }

    record Refused(int tag, SessionStatus status) implements Rakp2 {
        @Override
        public byte[] encode() {
            return new OctetWriter()
                    .octet(tag)
                    .octet(status.value())
                    .reserved(6)
                    .toArray();
        }
    }

    static Rakp2 decode(byte[] bytes) {
        Cursor cursor = new Cursor("RAKP Message 2", bytes);
        int tag = cursor.octet("tag");
        int status = cursor.octet("status");
        if (status != 0) {
            return new Refused(tag, new SessionStatus(status));
        }
        cursor.skip("reserved", 2);
        return new Accepted(
                tag,
                cursor.doubleWord("console session id"),
                cursor.octets("BMC random", 16),
                cursor.octets("BMC GUID", 16),
                cursor.rest());
    }
}
