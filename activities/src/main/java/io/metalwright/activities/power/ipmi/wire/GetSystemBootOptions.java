package io.metalwright.activities.power.ipmi.wire;

/** Get System Boot Options (IPMI 2.0 section 28.13), parameter 5 or another one. */
public record GetSystemBootOptions(int selector) implements IpmiCommand<GetSystemBootOptions.Answer> {
    /** @param locked the parameter is marked invalid or locked */
    public record Answer(int selector, boolean locked, Octets parameter) {
        /** @throws MalformedMessage if this is no answer about the boot flags */
        public BootFlags bootFlags() {
            return BootFlags.decode(parameter.toArray());
        }
    }

    @Override
    public String name() {
        return "Get System Boot Options";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.CHASSIS;
    }

    @Override
    public int code() {
        return 0x09;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter().octet(selector & 0x7F).octet(0).octet(0).toArray();
    }

    @Override
    public GetSystemBootOptions.Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        cursor.octet("parameter version");
        int valid = cursor.octet("parameter selector");
        return new Answer(valid & 0x7F, (valid & 0x80) != 0, cursor.rest());
    }
}
