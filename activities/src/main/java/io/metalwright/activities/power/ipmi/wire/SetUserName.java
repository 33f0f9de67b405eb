package io.metalwright.activities.power.ipmi.wire;

/** Set User Name (IPMI 2.0 section 22.28). */
public record SetUserName(int user, String userName) implements AcknowledgedCommand {

    @Override
    public String name() {
        return "Set User Name";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x45;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter()
                .octet(user & 0x3F)
                .octets(UserNames.encode(userName))
                .toArray();
    }
}
