package io.metalwright.activities.power.ipmi.wire;

/** RMCP+ Open Session Response (IPMI 2.0 section 13.18). A refusal may end after its status, and does on some BMCs. */
public sealed interface OpenSessionResponse {
    int tag();

    byte[] encode();

    record Accepted(int tag, PrivilegeLevel maximum, int consoleSessionId, int bmcSessionId, CipherSuite suite)
            implements OpenSessionResponse {
        @Override
        public byte[] encode() {
            OctetWriter writer = new OctetWriter()
                    .octet(tag)
                    .octet(0)
                    .octet(maximum.value())
                    .octet(0)
                    .doubleWord(consoleSessionId)
                    .doubleWord(bmcSessionId);
            suite.encode(writer);
            return writer.toArray();
        }
    }

    record Refused(int tag, SessionStatus status) implements OpenSessionResponse {
        @Override
        public byte[] encode() {
            return new OctetWriter()
                    .octet(tag)
                    .octet(status.value())
                    .reserved(2)
                    .toArray();
        }
    }

    static OpenSessionResponse decode(byte[] bytes) {
        Cursor cursor = new Cursor("Open Session Response", bytes);
        int tag = cursor.octet("tag");
        int status = cursor.octet("status");
        if (status != 0) {
            return new Refused(tag, new SessionStatus(status));
        }
        PrivilegeLevel maximum = PrivilegeLevel.ofNibble(cursor.octet("privilege"));
        cursor.skip("reserved", 1);
        int consoleSessionId = cursor.doubleWord("console session id");
        int bmcSessionId = cursor.doubleWord("BMC session id");
        if (bmcSessionId == 0) {
            throw cursor.malformed("a BMC session id", "0");
        }
        return new Accepted(tag, maximum, consoleSessionId, bmcSessionId, CipherSuite.decode(cursor));
    }
}
