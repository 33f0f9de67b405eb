package io.metalwright.model.network;

/** An address of either version of IP. */
public sealed interface IpAddress permits Ipv4Address, Ipv6Address {
    String value();

    /** As it stands in a URL: that of IPv6 in brackets (RFC 3986 section 3.2.2). */
    String inUrl();

    /** @param octets four or sixteen, in network order */
    static IpAddress ofOctets(byte[] octets) {
        return octets.length == 4
                ? Ipv4Address.ofBits(
                        octets[0] << 24 | (octets[1] & 0xFF) << 16 | (octets[2] & 0xFF) << 8 | octets[3] & 0xFF)
                : Ipv6Address.ofOctets(octets);
    }
}
