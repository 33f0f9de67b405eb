package io.metalwright.activities.power.ipmi.wire;

/** Set LAN Configuration Parameters (IPMI 2.0 section 23.1). Parameters are in table 23-4; addresses stand most significant octet first. */
public record SetLanConfigurationParameters(int channel, int parameter, Octets value) implements AcknowledgedCommand {

    @Override
    public String name() {
        return "Set LAN Configuration Parameters";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.TRANSPORT;
    }

    @Override
    public int code() {
        return 0x01;
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
