package io.metalwright.activities.power.ipmi.wire;

/** Close Session (IPMI 2.0 section 22.19). */
public record CloseSession(int bmcSessionId) implements AcknowledgedCommand {

    @Override
    public String name() {
        return "Close Session";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x3C;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter().doubleWord(bmcSessionId).toArray();
    }
}
