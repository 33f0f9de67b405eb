package io.metalwright.activities.power.ipmi.wire;

import java.util.Arrays;

/**
 * Set User Password (IPMI 2.0 section 22.30): sets a password, or enables or disables a user. Not a record: a password must not show in
 * {@code toString}.
 */
public final class SetUserPassword implements AcknowledgedCommand {
    private static final int LONG_PASSWORD = 20;

    private enum Operation {
        DISABLE,
        ENABLE,
        SET
    }

    private final int user;
    private final Operation operation;
    private final byte[] password;

    private SetUserPassword(int user, Operation operation, byte[] password) {
        if (password.length > LONG_PASSWORD) {
            throw new IllegalArgumentException("A BMC's password has at most 20 octets");
        }
        this.user = user;
        this.operation = operation;
        this.password = password;
    }

    public static SetUserPassword enable(int user) {
        return new SetUserPassword(user, Operation.ENABLE, new byte[0]);
    }

    public static SetUserPassword disable(int user) {
        return new SetUserPassword(user, Operation.DISABLE, new byte[0]);
    }

    /** @param password at most 20 octets; kept, not copied, so that its owner can clear it */
    public static SetUserPassword set(int user, byte[] password) {
        return new SetUserPassword(user, Operation.SET, password);
    }

    @Override
    public String name() {
        return "Set User Password";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x47;
    }

    /** With enable and disable the password field is left out: some BMCs would set it. */
    @Override
    public byte[] encode() {
        OctetWriter writer = new OctetWriter();
        return switch (operation) {
            case DISABLE, ENABLE ->
                writer.octet(user & 0x3F).octet(operation.ordinal()).toArray();
            case SET ->
                writer.octet(0x80 | user & 0x3F)
                        .octet(operation.ordinal())
                        .octets(Arrays.copyOf(password, LONG_PASSWORD))
                        .toArray();
        };
    }

    @Override
    public String toString() {
        return "SetUserPassword[user=" + user + ", operation=" + operation + "]";
    }
}
