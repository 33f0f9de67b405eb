package io.metalwright.boot.tftp.wire;

import io.metalwright.boot.wire.ByteCursor;
import io.metalwright.boot.wire.MalformedPacketException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** TFTP packets as bytes. Decoding fails only with {@link MalformedPacketException}. */
public final class TftpCodec {
    private static final int READ_REQUEST = 1;
    private static final int WRITE_REQUEST = 2;
    private static final int DATA = 3;
    private static final int ACKNOWLEDGEMENT = 4;
    private static final int ERROR = 5;
    private static final int OPTION_ACKNOWLEDGEMENT = 6;
    private static final int MOST_OPTIONS = 16;

    private TftpCodec() {}

    public static TftpPacket decode(byte[] packet) {
        var cursor = new ByteCursor(packet);
        int operation = cursor.unsignedShort("opcode");
        return switch (operation) {
            case READ_REQUEST -> {
                var file = cursor.terminatedText("file name");
                var mode = cursor.terminatedText("mode").toLowerCase(Locale.ROOT);
                yield new TftpPacket.ReadRequest(file, mode, options(cursor));
            }
            case WRITE_REQUEST -> new TftpPacket.WriteRequest(cursor.terminatedText("file name"));
            case DATA -> new TftpPacket.Data(cursor.unsignedShort("block"), cursor.rest());
            case ACKNOWLEDGEMENT -> new TftpPacket.Acknowledgement(cursor.unsignedShort("block"));
            case ERROR -> error(cursor);
            case OPTION_ACKNOWLEDGEMENT -> new TftpPacket.OptionAcknowledgement(options(cursor));
            default -> throw new MalformedPacketException("opcode", 0, "1 to 6", Integer.toString(operation));
        };
    }

    public static byte[] encode(TftpPacket packet) {
        var out = new ByteArrayOutputStream();
        switch (packet) {
            case TftpPacket.ReadRequest request -> {
                write16(out, READ_REQUEST);
                writeText(out, request.file());
                writeText(out, request.mode());
                writeOptions(out, request.options());
            }
            case TftpPacket.WriteRequest request -> {
                write16(out, WRITE_REQUEST);
                writeText(out, request.file());
                writeText(out, "octet");
            }
            case TftpPacket.Data data -> {
                write16(out, DATA);
                write16(out, data.block());
                out.writeBytes(data.content().bytes());
            }
            case TftpPacket.Acknowledgement acknowledgement -> {
                write16(out, ACKNOWLEDGEMENT);
                write16(out, acknowledgement.block());
            }
            case TftpPacket.Error error -> {
                write16(out, ERROR);
                write16(out, error.code());
                writeText(out, error.message());
            }
            case TftpPacket.OptionAcknowledgement acknowledgement -> {
                write16(out, OPTION_ACKNOWLEDGEMENT);
                writeOptions(out, acknowledgement.options());
            }
        }
        return out.toByteArray();
    }

    public static byte[] encode(TftpError error, String message) {
        return encode(new TftpPacket.Error(error.number(), message));
    }

    /** Some clients leave out the text of an error or its closing NUL. */
    private static TftpPacket error(ByteCursor cursor) {
        int code = cursor.unsignedShort("error code");
        return new TftpPacket.Error(code, cursor.rest().text());
    }

    private static Map<String, String> options(ByteCursor cursor) {
        var options = new LinkedHashMap<String, String>();
        // RFC 1350 knows nothing behind the mode; padding of NULs is seen there and means nothing.
        while (cursor.remaining() > 0 && options.size() < MOST_OPTIONS) {
            var name = cursor.terminatedText("option name").toLowerCase(Locale.ROOT);
            if (name.isEmpty()) {
                break;
            }
            options.put(name, cursor.terminatedText("value of option"));
        }
        return options;
    }

    private static void writeOptions(ByteArrayOutputStream out, Map<String, String> options) {
        options.forEach((name, value) -> {
            writeText(out, name);
            writeText(out, value);
        });
    }

    private static void writeText(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        out.write(0);
    }

    private static void write16(ByteArrayOutputStream out, int value) {
        out.write(value >>> 8);
        out.write(value);
    }
}
