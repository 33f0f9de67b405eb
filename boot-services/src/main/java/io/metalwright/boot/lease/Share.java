package io.metalwright.boot.lease;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;

/**
 * Which of the servers of a site this one is; written {@code 1/2}. Every address of a range belongs to one of them for ever, by its last bits and not by
 * its place in the range, so that a range can be changed and no address changes hands.
 */
public record Share(int number, int of) {
    /** Of a server that is alone. */
    public static final Share WHOLE = new Share(1, 1);

    private static final int MOST = 2;

    public Share {
        if (of < 1 || of > MOST || number < 1 || number > of) {
            throw new IllegalArgumentException("'" + number + "/" + of
                    + "' is no share of a site's servers: 1/2 for one of them, 2/2 for the other");
        }
    }

    public static Share of(String text) {
        if (!text.matches("[1-9]/[1-9]")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no share of a site's servers: 1/2 for one of them, 2/2 for the other");
        }
        return new Share(text.charAt(0) - '0', text.charAt(2) - '0');
    }

    /** Whether nobody but this server gives the address away. */
    public boolean owns(Ipv4Address address) {
        return Integer.remainderUnsigned(address.bits(), of) == number - 1;
    }

    /** As for IPv4, by the last bits. */
    public boolean owns(Ipv6Address address) {
        return Long.remainderUnsigned(address.low(), of) == number - 1;
    }

    /**
     * Whether this server is the one to answer a client that nobody has answered yet. As RFC 3074 has it, but by MAC address, as leases are: the ports of a
     * card have neighbouring addresses, and makers leave gaps, so that the bits are mixed first.
     */
    public boolean isAsked(MacAddress mac) {
        return Long.remainderUnsigned(mixed(mac) >>> 32, of) == number - 1;
    }

    static long mixed(MacAddress mac) {
        long mixed = mac.bits() * 0x9e3779b97f4a7c15L;
        mixed ^= mixed >>> 32;
        return mixed * 0xd6e8feb86659fd93L;
    }

    public boolean isWhole() {
        return of == 1;
    }

    /** That of the other server, of two. */
    public Share other() {
        if (isWhole()) {
            throw new IllegalStateException("a server that is alone has no other");
        }
        return new Share(of + 1 - number, of);
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
