package io.metalwright.boot.dhcp.wire;

import io.metalwright.boot.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A {@link DhcpMessage} to bytes. */
public final class DhcpEncoder {
    /** RFC 951 section 3 and RFC 1542 section 2.1: some clients and relays throw shorter ones away. */
    private static final int SHORTEST = 300;

    private static final int LONGEST_OPTION = 255;

    private DhcpEncoder() {}

    public static byte[] encode(DhcpMessage message) {
        var out = new ByteArrayOutputStream(SHORTEST * 2);
        out.write(message.operation().number());
        out.write(1);
        out.write(6);
        out.write(message.hops());
        write32(out, message.transactionId());
        write16(out, message.seconds());
        write16(out, message.broadcast() ? 0x8000 : 0);
        write32(out, message.clientAddress().bits());
        write32(out, message.yourAddress().bits());
        write32(out, message.serverAddress().bits());
        write32(out, message.relayAddress().bits());
        out.writeBytes(Arrays.copyOf(message.clientHardware().octets(), 16));
        writeField(out, message.serverName(), DhcpMessage.SERVER_NAME_LENGTH);
        writeField(out, message.bootFile(), DhcpMessage.BOOT_FILE_LENGTH);
        write32(out, DhcpDecoder.MAGIC_COOKIE);
        writeOption(
                out, OptionCode.MESSAGE_TYPE, Octets.of((byte) message.type().number()));
        message.options().values().forEach((code, value) -> {
            if (!code.equals(OptionCode.RELAY_AGENT_INFORMATION)) {
                writeOption(out, code, value);
            }
        });
        // RFC 3046 section 2.1: the relay agent information stands last.
        message.options()
                .octets(OptionCode.RELAY_AGENT_INFORMATION)
                .ifPresent(value -> writeOption(out, OptionCode.RELAY_AGENT_INFORMATION, value));
        out.write(OptionCode.END);
        return Arrays.copyOf(out.toByteArray(), Math.max(out.size(), SHORTEST));
    }

    /** RFC 3396 section 5: what is longer than 255 bytes is split. */
    private static void writeOption(ByteArrayOutputStream out, OptionCode code, Octets value) {
        int from = 0;
        do {
            var part = value.part(from, Math.min(value.length(), from + LONGEST_OPTION));
            out.write(code.number());
            out.write(part.length());
            out.writeBytes(part.bytes());
            from += LONGEST_OPTION;
        } while (from < value.length());
    }

    private static void writeField(ByteArrayOutputStream out, String text, int length) {
        out.writeBytes(Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), length));
    }

    private static void write16(ByteArrayOutputStream out, int value) {
        out.write(value >>> 8);
        out.write(value);
    }

    private static void write32(ByteArrayOutputStream out, int value) {
        write16(out, value >>> 16);
        write16(out, value);
    }
}
