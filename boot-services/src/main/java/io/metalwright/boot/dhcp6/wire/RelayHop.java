package io.metalwright.boot.dhcp6.wire;

import io.metalwright.model.network.Ipv6Address;

/**
 * What one relay agent wrote around a message (RFC 8415 section 9).
 *
 * @param hopCount how many relay agents passed it on before this one
 * @param linkAddress an address of the relay on the client's link, or {@code ::} where another relay or an option says which
 * @param peerAddress from whom the relay has the message
 * @param options beside the message itself
 */
public record RelayHop(int hopCount, Ipv6Address linkAddress, Ipv6Address peerAddress, Dhcp6Options options) {}
