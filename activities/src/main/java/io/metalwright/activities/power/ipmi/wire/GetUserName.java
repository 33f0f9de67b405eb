package io.metalwright.activities.power.ipmi.wire;

/** Get User Name (IPMI 2.0 section 22.29). Names are at most 16 octets, filled up with zeros; unset ones are empty. */
public record GetUserName(int user) implements IpmiCommand<String> {

    @Override
    public String name() {
        return "Get User Name";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x46;
    }

    @Override
    public byte[] encode() {
        return new byte[] {(byte) (user & 0x3F)};
    }

    @Override
    public String decode(byte[] data) {
        byte[] name =
                new Cursor(name(), data).octets("user name", UserNames.LENGTH).toArray();
        return UserNames.decode(name);
    }
}
