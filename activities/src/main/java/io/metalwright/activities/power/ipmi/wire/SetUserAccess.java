package io.metalwright.activities.power.ipmi.wire;

/** Set User Access (IPMI 2.0 section 22.26): what a user may do on a channel. */
public record SetUserAccess(
        int channel, int user, boolean linkAuthentication, boolean ipmiMessaging, PrivilegeLevel privilege)
        implements AcknowledgedCommand {

    @Override
    public String name() {
        return "Set User Access";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x43;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter()
                .octet(0x80 | (linkAuthentication ? 0x20 : 0) | (ipmiMessaging ? 0x10 : 0) | channel & 0x0F)
                .octet(user & 0x3F)
                .octet(privilege.value())
                .octet(0)
                .toArray();
    }
}
