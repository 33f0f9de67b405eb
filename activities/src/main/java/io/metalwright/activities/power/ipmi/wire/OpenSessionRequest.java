package io.metalwright.activities.power.ipmi.wire;

/** RMCP+ Open Session Request (IPMI 2.0 section 13.17): proposes a cipher suite and tells our session id. */
public record OpenSessionRequest(int tag, PrivilegeLevel maximum, int consoleSessionId, CipherSuite suite) {
    public byte[] encode() {
        OctetWriter writer =
                new OctetWriter().octet(tag).octet(maximum.value()).reserved(2).doubleWord(consoleSessionId);
        suite.encode(writer);
        return writer.toArray();
    }

    public static OpenSessionRequest decode(byte[] bytes) {
        Cursor cursor = new Cursor("Open Session Request", bytes);
        int tag = cursor.octet("tag");
        PrivilegeLevel maximum = PrivilegeLevel.ofNibble(cursor.octet("privilege"));
        cursor.skip("reserved", 2);
        return new OpenSessionRequest(tag, maximum, cursor.doubleWord("session id"), CipherSuite.decode(cursor));
    }
}
