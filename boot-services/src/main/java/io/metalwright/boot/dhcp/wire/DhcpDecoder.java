package io.metalwright.boot.dhcp.wire;

import io.metalwright.boot.wire.ByteCursor;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes to a {@link DhcpMessage}; fails only with {@link MalformedPacketException}. */
public final class DhcpDecoder {
    /** RFC 2131 section 3: the first four octets of the options. */
    static final int MAGIC_COOKIE = 0x63825363;

    private static final int ETHERNET = 1;
    private static final int BROADCAST_FLAG = 0x8000;
    private static final int HARDWARE_ADDRESS_LENGTH = 16;
    /** RFC 2132 section 9.3. */
    private static final int FILE_HOLDS_OPTIONS = 1;

    private static final int SERVER_NAME_HOLDS_OPTIONS = 2;

    private DhcpDecoder() {}

    public static DhcpMessage decode(byte[] packet) {
        var cursor = new ByteCursor(packet);
        var operation = operation(cursor);
        expect(cursor, "htype", ETHERNET);
        expect(cursor, "hlen", 6);
        int hops = cursor.unsignedByte("hops");
        int transactionId = cursor.bits32("xid");
        int seconds = cursor.unsignedShort("secs");
        int flags = cursor.unsignedShort("flags");
        var clientAddress = Ipv4Address.ofBits(cursor.bits32("ciaddr"));
        var yourAddress = Ipv4Address.ofBits(cursor.bits32("yiaddr"));
        var serverAddress = Ipv4Address.ofBits(cursor.bits32("siaddr"));
        var relayAddress = Ipv4Address.ofBits(cursor.bits32("giaddr"));
        var hardware = cursor.octets(HARDWARE_ADDRESS_LENGTH, "chaddr").part(0, 6);
        var serverName = cursor.octets(DhcpMessage.SERVER_NAME_LENGTH, "sname");
        var bootFile = cursor.octets(DhcpMessage.BOOT_FILE_LENGTH, "file");
        int offset = cursor.offset();
        int cookie = cursor.bits32("magic cookie");
        if (cookie != MAGIC_COOKIE) {
            throw new MalformedPacketException(
                    "magic cookie", offset, Integer.toHexString(MAGIC_COOKIE), Integer.toHexString(cookie));
        }
        // RFC 3396 section 5: the options field, then file, then sname are one long buffer.
        var options = new LinkedHashMap<OptionCode, Octets>();
        readOptions(cursor.rest(), offset + 4, options);
        int overload = overload(options);
        if ((overload & FILE_HOLDS_OPTIONS) != 0) {
            readOptions(bootFile, 108, options);
            bootFile = Octets.NONE;
        }
        if ((overload & SERVER_NAME_HOLDS_OPTIONS) != 0) {
            readOptions(serverName, 44, options);
            serverName = Octets.NONE;
        }
        options.remove(OptionCode.OVERLOAD);
        var type = type(options.remove(OptionCode.MESSAGE_TYPE), offset + 4);
        return new DhcpMessage(
                operation,
                hops,
                transactionId,
                seconds,
                (flags & BROADCAST_FLAG) != 0,
                clientAddress,
                yourAddress,
                serverAddress,
                relayAddress,
                MacAddress.of(hardware.bytes()),
                upToNul(serverName),
                upToNul(bootFile),
                type,
                new DhcpOptions(options));
    }

    private static DhcpMessage.Operation operation(ByteCursor cursor) {
        int number = cursor.unsignedByte("op");
        for (var operation : DhcpMessage.Operation.values()) {
            if (operation.number() == number) {
                return operation;
            }
        }
        throw new MalformedPacketException("op", 0, "1 or 2", Integer.toString(number));
    }

    private static void expect(ByteCursor cursor, String field, int wanted) {
        int offset = cursor.offset();
        int found = cursor.unsignedByte(field);
        if (found != wanted) {
            throw new MalformedPacketException(field, offset, wanted + " (Ethernet)", Integer.toString(found));
        }
    }

    /** A missing end mark is forgiven: then the field's end is the end. */
    private static void readOptions(Octets field, int fieldOffset, Map<OptionCode, Octets> into) {
        var cursor = new ByteCursor(field.bytes());
        while (cursor.remaining() > 0) {
            int number = cursor.unsignedByte("option code");
            if (number == OptionCode.END) {
                return;
            }
            if (number == OptionCode.PAD) {
                continue;
            }
            int start = fieldOffset + cursor.offset();
            if (cursor.remaining() == 0) {
                throw new MalformedPacketException("option " + number, start, "a length", "end of options");
            }
            int length = cursor.unsignedByte("option length");
            if (cursor.remaining() < length) {
                throw new MalformedPacketException(
                        "option " + number, start, length + " bytes", cursor.remaining() + " bytes");
            }
            // RFC 3396 section 7: parts of one option are joined in the order in which they stand.
            into.merge(OptionCode.of(number), cursor.octets(length, "option"), Octets::followedBy);
        }
    }

    private static int overload(Map<OptionCode, Octets> options) {
        var value = options.get(OptionCode.OVERLOAD);
        return value == null || value.length() != 1 ? 0 : value.unsigned(0);
    }

    private static DhcpMessageType type(@Nullable Octets value, int offset) {
        if (value == null || value.length() != 1) {
            throw new MalformedPacketException(
                    "option 53",
                    offset,
                    "one message type",
                    value == null ? "none (BOOTP)" : value.length() + " bytes");
        }
        return DhcpMessageType.numbered(value.unsigned(0))
                .orElseThrow(() -> new MalformedPacketException("option 53", offset, "1 to 8", "0x" + value.hex()));
    }

    private static String upToNul(Octets field) {
        String text = field.text();
        int nul = text.indexOf(0);
        return nul < 0 ? text : text.substring(0, nul);
    }
}
