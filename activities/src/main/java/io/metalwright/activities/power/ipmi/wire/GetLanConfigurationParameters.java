package io.metalwright.activities.power.ipmi.wire;

/** Get LAN Configuration Parameters (IPMI 2.0 section 23.2). Parameters are in table 23-4; addresses stand most significant octet first. */
public record GetLanConfigurationParameters(int channel, int parameter, int set, int block)
        implements IpmiCommand<Octets> {
    public static final int SET_IN_PROGRESS = 0;
    public static final int ADDRESS = 3;
    public static final int ADDRESS_SOURCE = 4;
    public static final int MAC_ADDRESS = 5;
    public static final int SUBNET_MASK = 6;
    public static final int DEFAULT_GATEWAY = 12;

    public static GetLanConfigurationParameters of(int channel, int parameter) {
        return new GetLanConfigurationParameters(channel, parameter, 0, 0);
    }

    /** The least an answer about this parameter holds. */
    private int length() {
        return switch (parameter) {
            case ADDRESS, SUBNET_MASK, DEFAULT_GATEWAY -> 4;
            case MAC_ADDRESS -> 6;
            default -> 1;
        };
    }

    @Override
    public String name() {
        return "Get LAN Configuration Parameters";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.TRANSPORT;
    }

    @Override
    public int code() {
        return 0x02;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter()
                .octet(channel & 0x0F)
                .octet(parameter)
                .octet(set)
                .octet(block)
                .toArray();
    }

    @Override
    public Octets decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        cursor.octet("parameter revision");
        Octets value = cursor.rest();
        if (value.length() < length()) {
            throw cursor.malformed(length() + " octets of parameter " + parameter, value.length() + " octets");
        }
        return value;
    }
}
