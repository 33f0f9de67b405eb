package io.metalwright.boot.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Recorded packets, and what every decoder must bear. */
public final class Captures {
    private Captures() {}

    public static byte[] dhcp(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    /** DHCP messages by the name of their file. */
    public static TreeMap<String, byte[]> all() {
        var captures = new TreeMap<String, byte[]>();
        try (var files = Files.list(Path.of("src/test/resources/io/metalwright/boot/dhcp/wire/captures"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".hex")).toList()) {
                var name = file.getFileName().toString().replace(".hex", "");
                captures.put(
                        name, HexFormat.of().parseHex(Files.readString(file).replaceAll("\\s", "")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return captures;
    }

    /** Gives every prefix and every change of one byte to a decoder, which may throw {@link MalformedPacketException} and nothing else. */
    public static void torment(byte[] packet, Consumer<byte[]> decoder) {
        for (int length = 0; length < packet.length; length++) {
            attempt(Arrays.copyOf(packet, length), decoder);
        }
        for (int i = 0; i < packet.length; i++) {
            for (int change : new int[] {0x01, 0x55, 0x80, 0xAA, 0xFF}) {
                byte[] changed = packet.clone();
                changed[i] ^= (byte) change;
                attempt(changed, decoder);
            }
        }
    }

    private static void attempt(byte[] packet, Consumer<byte[]> decoder) {
        try {
            decoder.accept(packet);
        } catch (MalformedPacketException e) {
            if (!String.valueOf(e.getMessage()).contains("at offset")) {
                throw new AssertionError("the error does not say where", e);
            }
        }
    }
}
