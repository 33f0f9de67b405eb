package io.metalwright.model.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Lines of a recording in asciicast v2, which {@code asciinema play} and others show: a header, then one event a line. */
public final class Asciicast {
    /** The size that firmware and boot loaders take a serial terminal for. */
    public static final int WIDTH = 80;

    public static final int HEIGHT = 25;

    /** What an event is. */
    public enum Kind {
        /** What the machine wrote. */
        OUTPUT("o"),
        /** Where something began, such as a step of a run. */
        MARKER("m");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }
    }

    private Asciicast() {}

    public static String header(Instant began, String title) {
        return "{\"version\": 2, \"width\": " + WIDTH + ", \"height\": " + HEIGHT + ", \"timestamp\": "
                + began.getEpochSecond() + ", \"title\": " + quoted(title) + "}\n";
    }

    /** @param since the recording's begin */
    public static String event(Duration since, Kind kind, String text) {
        return "[" + String.format(Locale.ROOT, "%.6f", since.toNanos() / 1e9) + ", \"" + kind.letter + "\", "
                + quoted(text) + "]\n";
    }

    /** As a JSON string (RFC 8259 section 7). */
    private static String quoted(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '"', '\\' -> json.append('\\').append(letter);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (letter < 0x20 || letter == 0x7F || Character.isSurrogate(letter) && !paired(text, i)) {
                        json.append(String.format("\\u%04x", (int) letter));
                    } else {
                        json.append(letter);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    private static boolean paired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
