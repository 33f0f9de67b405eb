package io.metalwright.activities.power.ipmi.wire;

/** Set Session Privilege Level (IPMI 2.0 section 22.18): a session starts as USER, whatever was negotiated. Answers the level that it has now. */
public record SetSessionPrivilegeLevel(PrivilegeLevel level) implements IpmiCommand<PrivilegeLevel> {

    @Override
    public String name() {
        return "Set Session Privilege Level";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x3B;
    }

    @Override
    public byte[] encode() {
        return new byte[] {(byte) level.value()};
    }

    @Override
    public PrivilegeLevel decode(byte[] data) {
        return PrivilegeLevel.ofNibble(new Cursor(name(), data).octet("new privilege level"));
    }
}
