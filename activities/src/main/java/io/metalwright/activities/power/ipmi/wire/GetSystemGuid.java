package io.metalwright.activities.power.ipmi.wire;

/** Get System GUID (IPMI 2.0 section 22.14): the identity of the server, 16 octets as they came; vendors differ in their order. */
public record GetSystemGuid() implements IpmiCommand<Octets> {

    @Override
    public String name() {
        return "Get System GUID";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x37;
    }

    @Override
    public Octets decode(byte[] data) {
        return new Cursor(name(), data).octets("GUID", 16);
    }
}
