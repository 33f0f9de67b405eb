package io.metalwright.boot.dhcp6.wire;

import io.metalwright.boot.wire.ByteCursor;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.network.Ipv6Address;
import java.util.ArrayList;

/** Bytes to a {@link Dhcp6Packet}; fails only with {@link MalformedPacketException}. */
public final class Dhcp6Decoder {
    static final int RELAY_FORWARD = 12;
    static final int RELAY_REPLY = 13;

    private Dhcp6Decoder() {}

    public static Dhcp6Packet decode(byte[] datagram) {
        var hops = new ArrayList<RelayHop>();
        var cursor = new ByteCursor(datagram);
        // Of the whole datagram, for errors: a relayed message lies inside an option.
        int base = 0;
        int type = cursor.unsignedByte("msg-type");
        while (type == RELAY_FORWARD || type == RELAY_REPLY) {
            if (hops.size() == Dhcp6Packet.MOST_HOPS) {
                throw new MalformedPacketException(
                        "relayed message", base, "at most " + Dhcp6Packet.MOST_HOPS + " relay agents", "more");
            }
            int hopCount = cursor.unsignedByte("hop-count");
            var link = Ipv6Address.ofOctets(cursor.octets(16, "link-address").bytes());
            var peer = Ipv6Address.ofOctets(cursor.octets(16, "peer-address").bytes());
            var options = Dhcp6Options.builder();
            Octets inner = null;
            int innerAt = 0;
            while (cursor.remaining() > 0) {
                int at = base + cursor.offset();
                var option = option(cursor, base);
                if (option.code().equals(Dhcp6OptionCode.RELAY_MESSAGE)) {
                    inner = option.value();
                    innerAt = at + 4;
                } else {
                    options.put(option.code(), option.value());
                }
            }
            if (inner == null) {
                throw new MalformedPacketException("option 9", base + cursor.offset(), "a relayed message", "none");
            }
            hops.add(new RelayHop(hopCount, link, peer, options.build()));
            cursor = new ByteCursor(inner.bytes());
            base = innerAt;
            type = cursor.unsignedByte("msg-type");
        }
        int number = type;
        int at = base;
        var messageType = Dhcp6MessageType.numbered(number)
                .orElseThrow(() -> new MalformedPacketException("msg-type", at, "1 to 13", Integer.toString(number)));
        int transactionId = cursor.unsignedByte("transaction-id") << 16 | cursor.unsignedShort("transaction-id");
        int from = base + cursor.offset();
        return new Dhcp6Packet(hops, new Dhcp6Message(messageType, transactionId, options(cursor.rest(), from)));
    }

    /** @param at where they lie, for errors */
    static Dhcp6Options options(Octets field, int at) {
        var cursor = new ByteCursor(field.bytes());
        var options = Dhcp6Options.builder();
        while (cursor.remaining() > 0) {
            var option = option(cursor, at);
            options.put(option.code(), option.value());
        }
        return options.build();
    }

    private static Dhcp6Option option(ByteCursor cursor, int base) {
        int start = base + cursor.offset();
        int number = cursor.unsignedShort("option code");
        int length = cursor.unsignedShort("option length");
        if (cursor.remaining() < length) {
            throw new MalformedPacketException(
                    "option " + number, start, length + " bytes", cursor.remaining() + " bytes");
        }
        return new Dhcp6Option(new Dhcp6OptionCode(number), cursor.octets(length, "option"));
    }
}
