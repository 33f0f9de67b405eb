package io.metalwright.activities.power.ipmi.wire;

/** Get SOL Configuration Parameters (IPMI 2.0 section 26.3). Parameters are in table 26-5. */
public record GetSolConfigurationParameters(int channel, int parameter) implements IpmiCommand<Octets> {
    public static final int ENABLED = 1;
    public static final int AUTHENTICATION = 2;
    public static final int ACCUMULATION = 3;
    public static final int RETRY = 4;
    public static final int CURRENT_BIT_RATE = 5;
    public static final int KEPT_BIT_RATE = 6;
    public static final int PAYLOAD_CHANNEL = 7;
    public static final int PAYLOAD_PORT = 8;

    @Override
    public String name() {
        return "Get SOL Configuration Parameters";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.TRANSPORT;
    }

    @Override
    public int code() {
        return 0x22;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter()
                .octet(channel & 0x0F)
                .octet(parameter)
                .reserved(2)
                .toArray();
    }

    @Override
    public Octets decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        cursor.octet("parameter revision");
        return cursor.rest();
    }
}
