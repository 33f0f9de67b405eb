package io.metalwright.activities.power.ipmi.wire;

/** Get Channel Cipher Suites (IPMI 2.0 section 22.15), of IPMI payloads, listed by suite: 16 octets at a time. */
public record GetChannelCipherSuites(int channel, int index) implements IpmiCommand<Octets> {

    @Override
    public String name() {
        return "Get Channel Cipher Suites";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x54;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter()
                .octet(channel & 0x0F)
                .octet(0)
                .octet(0x80 | index & 0x3F)
                .toArray();
    }

    @Override
    public Octets decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        cursor.octet("channel");
        return cursor.rest();
    }
}
