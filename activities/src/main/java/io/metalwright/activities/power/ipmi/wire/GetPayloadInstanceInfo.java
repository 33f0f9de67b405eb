package io.metalwright.activities.power.ipmi.wire;

/** Get Payload Instance Info (IPMI 2.0 section 24.5): the session, by the id that the BMC gave it, in which the instance is active; 0 is none. */
public record GetPayloadInstanceInfo(PayloadType type, int instance) implements IpmiCommand<Integer> {

    @Override
    public String name() {
        return "Get Payload Instance Info";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x4B;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter().octet(type.value()).octet(instance).toArray();
    }

    @Override
    public Integer decode(byte[] data) {
        return new Cursor(name(), data).doubleWord("session id");
    }
}
