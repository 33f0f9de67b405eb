package io.metalwright.boot.dhcp.wire;

import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;

/**
 * A DHCPv4 message (RFC 2131 section 2).
 *
 * @param operation request or reply, the BOOTP field {@code op}
 * @param hops relay agents passed so far
 * @param transactionId chosen by the client, {@code xid}
 * @param seconds since the client began, {@code secs}
 * @param broadcast the one flag: the client cannot take unicast before it has an address
 * @param clientAddress {@code ciaddr}, set by a client that can already be reached there
 * @param yourAddress {@code yiaddr}
 * @param serverAddress {@code siaddr}, where the boot file is
 * @param relayAddress {@code giaddr}, the relay agent's address on the client's side
 * @param clientHardware {@code chaddr} of Ethernet
 * @param serverName {@code sname}, at most 63 characters
 * @param bootFile {@code file}, at most 127 characters
 */
public record DhcpMessage(
        Operation operation,
        int hops,
        int transactionId,
        int seconds,
        boolean broadcast,
        Ipv4Address clientAddress,
        Ipv4Address yourAddress,
        Ipv4Address serverAddress,
        Ipv4Address relayAddress,
        MacAddress clientHardware,
        String serverName,
        String bootFile,
        DhcpMessageType type,
        DhcpOptions options) {
    static final int SERVER_NAME_LENGTH = 64;
    static final int BOOT_FILE_LENGTH = 128;

    public DhcpMessage {
        fits("sname", serverName, SERVER_NAME_LENGTH);
        fits("file", bootFile, BOOT_FILE_LENGTH);
    }

    /** The BOOTP field {@code op}. */
    public enum Operation {
        REQUEST(1),
        REPLY(2);

        private final int number;

        Operation(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /** True for a message which came through a relay agent. */
    public boolean isRelayed() {
        return !relayAddress.equals(Ipv4Address.ANY);
    }

    /** Whether the text fits the fixed field {@code file} with its closing NUL. */
    public static boolean fitsBootFile(String name) {
        return Octets.ofText(name).length() < BOOT_FILE_LENGTH;
    }

    private static void fits(String field, String text, int space) {
        if (text.length() > space) {
            throw new IllegalArgumentException(
                    "'" + text + "' does not fit the field " + field + " of " + space + " bytes");
        }
    }
}
