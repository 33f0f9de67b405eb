package io.metalwright.boot.dhcp6.wire;

import java.util.Arrays;
import java.util.Optional;

/** Of messages between client and server (RFC 8415 section 7.3); those of relay agents are a {@link RelayHop}. */
public enum Dhcp6MessageType {
    SOLICIT(1),
    ADVERTISE(2),
    REQUEST(3),
    CONFIRM(4),
    RENEW(5),
    REBIND(6),
    REPLY(7),
    RELEASE(8),
    DECLINE(9),
    RECONFIGURE(10),
    INFORMATION_REQUEST(11);

    private final int number;

    Dhcp6MessageType(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    static Optional<Dhcp6MessageType> numbered(int number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }
}
