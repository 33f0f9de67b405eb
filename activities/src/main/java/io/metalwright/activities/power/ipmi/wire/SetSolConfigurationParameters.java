package io.metalwright.activities.power.ipmi.wire;

/** Set SOL Configuration Parameters (IPMI 2.0 section 26.2). */
public record SetSolConfigurationParameters(int channel, int parameter, Octets value) implements AcknowledgedCommand {

    @Override
    public String name() {
        return "Set SOL Configuration Parameters";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.TRANSPORT;
    }

    @Override
    public int code() {
        return 0x21;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter()
                .octet(channel & 0x0F)
                .octet(parameter)
                .octets(value)
                .toArray();
    }
}
