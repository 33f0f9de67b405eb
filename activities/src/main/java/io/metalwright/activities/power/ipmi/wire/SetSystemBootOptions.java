package io.metalwright.activities.power.ipmi.wire;

/** Set System Boot Options (IPMI 2.0 section 28.12): one parameter at a time. */
public record SetSystemBootOptions(BootOption option) implements AcknowledgedCommand {

    @Override
    public String name() {
        return "Set System Boot Options";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.CHASSIS;
    }

    @Override
    public int code() {
        return 0x08;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter()
                .octet(option.selector())
                .octets(option.encode())
                .toArray();
    }
}
