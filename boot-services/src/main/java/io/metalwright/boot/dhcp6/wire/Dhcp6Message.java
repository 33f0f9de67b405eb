package io.metalwright.boot.dhcp6.wire;

/**
 * A DHCPv6 message between client and server (RFC 8415 section 8).
 *
 * @param transactionId 24 bits, chosen by the client
 */
public record Dhcp6Message(Dhcp6MessageType type, int transactionId, Dhcp6Options options) {
    public Dhcp6Message {
        if (transactionId >>> 24 != 0) {
            throw new IllegalArgumentException(
                    "a transaction id has 24 bits, which " + Integer.toHexString(transactionId) + " passes");
        }
    }
}
