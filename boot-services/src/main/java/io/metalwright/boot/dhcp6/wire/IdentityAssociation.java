package io.metalwright.boot.dhcp6.wire;

import io.metalwright.boot.wire.ByteCursor;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.network.Ipv6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An IA_NA option (RFC 8415 section 21.4): addresses that one card of a client uses.
 *
 * @param id chosen by the client
 * @param renewal T1, seconds after which the client asks this server again; 0 for the client's own choice
 * @param rebinding T2, seconds after which it asks anybody
 * @param options those inside it, with its addresses
 */
public record IdentityAssociation(int id, long renewal, long rebinding, Dhcp6Options options) {
    /**
     * IAADDR (RFC 8415 section 21.6).
     *
     * @param preferred,valid seconds
     */
    public record Address(Ipv6Address address, long preferred, long valid) {
        private static Address decode(Octets value) {
            var cursor = new ByteCursor(value.bytes());
            var address =
                    Ipv6Address.ofOctets(cursor.octets(16, "address of IAADDR").bytes());
            long preferred = Integer.toUnsignedLong(cursor.bits32("preferred lifetime"));
            long valid = Integer.toUnsignedLong(cursor.bits32("valid lifetime"));
            Dhcp6Decoder.options(cursor.rest(), cursor.offset());
            return new Address(address, preferred, valid);
        }

        Octets encode() {
            return Octets.of(address.octets())
                    .followedBy(Octets.ofInt((int) preferred))
                    .followedBy(Octets.ofInt((int) valid));
        }
    }

    static IdentityAssociation decode(Octets value) {
        var cursor = new ByteCursor(value.bytes());
        int id = cursor.bits32("IAID");
        long renewal = Integer.toUnsignedLong(cursor.bits32("T1"));
        long rebinding = Integer.toUnsignedLong(cursor.bits32("T2"));
        int offset = cursor.offset();
        return new IdentityAssociation(id, renewal, rebinding, Dhcp6Decoder.options(cursor.rest(), offset));
    }

    /** With one address, to be used for so long. */
    public static IdentityAssociation of(int id, Ipv6Address address, Duration lease, List<Ipv6Address> noMore) {
        long seconds = lease.toSeconds();
        var options =
                Dhcp6Options.builder().put(Dhcp6OptionCode.IA_ADDRESS, new Address(address, seconds, seconds).encode());
        // RFC 8415 section 18.3.4: lifetimes of 0 for what the client is to give up.
        noMore.forEach(each -> options.put(Dhcp6OptionCode.IA_ADDRESS, new Address(each, 0, 0).encode()));
        return new IdentityAssociation(id, seconds / 2, seconds * 4 / 5, options.build());
    }

    /** Without an address, and why. */
    public static IdentityAssociation refused(int id, StatusCode status, String why) {
        return new IdentityAssociation(
                id, 0, 0, Dhcp6Options.builder().put(status, why).build());
    }

    /** All of these are to be given up. */
    public static IdentityAssociation ended(int id, List<Ipv6Address> noMore) {
        var options = Dhcp6Options.builder();
        noMore.forEach(each -> options.put(Dhcp6OptionCode.IA_ADDRESS, new Address(each, 0, 0).encode()));
        return new IdentityAssociation(id, 0, 0, options.build());
    }

    /** @throws MalformedPacketException where one is cut short */
    public List<Address> addresses() {
        var addresses = new ArrayList<Address>();
        options.all(Dhcp6OptionCode.IA_ADDRESS).forEach(value -> addresses.add(Address.decode(value)));
        return addresses;
    }

    Octets encode() {
        return Octets.ofInt(id)
                .followedBy(Octets.ofInt((int) renewal))
                .followedBy(Octets.ofInt((int) rebinding))
                .followedBy(Dhcp6Encoder.options(options));
    }
}
