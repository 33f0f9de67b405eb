package io.metalwright.activities.health.redfish;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * A POST whose body has not been read yet (RFC 9112).
 *
 * @param path as it was sent
 * @param length of the body in octets; -1 where it comes in chunks
 * @param waits whether the sender wants to be told to go on before it sends the body
 */
record PostedRequest(String path, long length, boolean waits) {
    static final int LARGEST_BODY = 256 << 10;

    private static final int LARGEST_HEAD = 16 << 10;
    private static final int LONGEST_CHUNK_LINE = 256;

    /**
     * Reads as far as the empty line.
     *
     * @throws BadRequest where it is no POST of a bearable size
     * @throws EOFException where the sender leaves before its end
     */
    static PostedRequest readHead(InputStream in) throws IOException {
        var budget = new int[] {LARGEST_HEAD};
        var first = line(in, budget).split(" ", -1);
        if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
            throw new BadRequest(400, "This is no request of HTTP/1.1.");
        }
        var fields = new HashMap<String, String>();
        for (var line = line(in, budget); !line.isEmpty(); line = line(in, budget)) {
            int colon = line.indexOf(':');
            if (colon < 1 || line.charAt(0) == ' ' || line.charAt(colon - 1) == ' ') {
                throw new BadRequest(400, "A header field reads 'Name: value'.");
            }
            var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (fields.put(name, line.substring(colon + 1).strip()) != null && isAboutLength(name)) {
                throw new BadRequest(400, "The body's length is told twice.");
            }
        }
        if (!first[0].equals("POST")) {
            throw new BadRequest(405, "Only POST is taken here.");
        }
        return new PostedRequest(
                first[1], length(fields), fields.getOrDefault("expect", "").equalsIgnoreCase("100-continue"));
    }

    private static boolean isAboutLength(String name) {
        return name.equals("content-length") || name.equals("transfer-encoding");
    }

    private static long length(Map<String, String> fields) {
        var coding = fields.get("transfer-encoding");
        var length = fields.get("content-length");
        if (coding != null) {
            if (length != null || !coding.equalsIgnoreCase("chunked")) {
                throw new BadRequest(400, "The body comes in chunks, or has a Content-Length.");
            }
            return -1;
        }
        if (length == null) {
            throw new BadRequest(411, "The body's Content-Length is missing.");
        }
        if (!length.matches("[0-9]{1,18}")) {
            throw new BadRequest(400, "The Content-Length is no number.");
        }
        return bearable(Long.parseLong(length));
    }

    private static long bearable(long length) {
        if (length > LARGEST_BODY) {
            throw new BadRequest(413, "Events of at most " + (LARGEST_BODY >> 10) + " KiB are taken.");
        }
        return length;
    }

    byte[] readBody(InputStream in) throws IOException {
        return length < 0 ? chunks(in) : exactly(in, (int) length);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int size = chunkSize(line(in, new int[] {LONGEST_CHUNK_LINE}));
            if (size == 0) {
                var budget = new int[] {LARGEST_HEAD};
                while (!line(in, budget).isEmpty()) {
                    // Trailer fields say nothing to us.
                }
                return body.toByteArray();
            }
            bearable((long) body.size() + size);
            body.writeBytes(exactly(in, size));
            endChunk(in);
        }
    }

    private static void endChunk(InputStream in) throws IOException {
        int octet = in.read();
        if (octet == '\r') {
            octet = in.read();
        }
        if (octet < 0) {
            throw new EOFException("the sender left");
        }
        if (octet != '\n') {
            throw new BadRequest(400, "A chunk is longer than it says.");
        }
    }

    private static int chunkSize(String line) {
        var digits = line.split(";", 2)[0].strip();
        if (!digits.matches("[0-9A-Fa-f]{1,7}")) {
            throw new BadRequest(400, "A chunk begins with its size in hexadecimal digits.");
        }
        return HexFormat.fromHexDigits(digits);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] octets = in.readNBytes(length);
        if (octets.length < length) {
            throw new EOFException("the sender left");
        }
        return octets;
    }

    /** Without its end, which may be a bare line feed. */
    private static String line(InputStream in, int[] budget) throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("the sender left");
            }
            if (budget[0]-- <= 0) {
                throw new BadRequest(431, "The head is longer than " + (LARGEST_HEAD >> 10) + " KiB.");
            }
            if (octet == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
            }
            line.write(octet);
        }
    }
}
