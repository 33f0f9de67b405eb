package io.metalwright.boot.dhcp6.wire;

import io.metalwright.boot.wire.Octets;
import java.io.ByteArrayOutputStream;

/** A {@link Dhcp6Packet} to bytes. */
public final class Dhcp6Encoder {
    private static final int LONGEST_OPTION = 0xFFFF;

    private Dhcp6Encoder() {}

    public static byte[] encode(Dhcp6Packet packet) {
        var message = packet.message();
        boolean isFromServer = switch (message.type()) {
            case ADVERTISE, REPLY, RECONFIGURE -> true;
            case SOLICIT, REQUEST, CONFIRM, RENEW, REBIND, RELEASE, DECLINE, INFORMATION_REQUEST -> false;
        };
        var out = new ByteArrayOutputStream();
        out.write(message.type().number());
        out.write(message.transactionId() >>> 16);
        write16(out, message.transactionId());
        out.writeBytes(options(message.options()).bytes());
        byte[] inner = out.toByteArray();
        for (var hop : packet.hops().reversed()) {
            var around = new ByteArrayOutputStream();
            around.write(isFromServer ? Dhcp6Decoder.RELAY_REPLY : Dhcp6Decoder.RELAY_FORWARD);
            around.write(hop.hopCount());
            around.writeBytes(hop.linkAddress().octets());
            around.writeBytes(hop.peerAddress().octets());
            around.writeBytes(options(hop.options()).bytes());
            write(around, new Dhcp6Option(Dhcp6OptionCode.RELAY_MESSAGE, Octets.of(inner)));
            inner = around.toByteArray();
        }
        return inner;
    }

    static Octets options(Dhcp6Options options) {
        var out = new ByteArrayOutputStream();
        options.values().forEach(option -> write(out, option));
        return Octets.of(out.toByteArray());
    }

    private static void write(ByteArrayOutputStream out, Dhcp6Option option) {
        if (option.value().length() > LONGEST_OPTION) {
            throw new IllegalArgumentException("option " + option.code().number() + " has "
                    + option.value().length() + " bytes");
        }
        write16(out, option.code().number());
        write16(out, option.value().length());
        out.writeBytes(option.value().bytes());
    }

    private static void write16(ByteArrayOutputStream out, int value) {
        out.write(value >>> 8);
        out.write(value);
    }
}
