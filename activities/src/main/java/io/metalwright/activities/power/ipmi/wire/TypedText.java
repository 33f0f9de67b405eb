package io.metalwright.activities.power.ipmi.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A text with its encoding (IPMI 2.0 section 43.15; FRU information storage definition section 13), octets kept as they came.
 *
 * @param encoding 0 binary in a FRU and Unicode in an SDR, 1 BCD plus, 2 six-bit ASCII packed, 3 eight-bit ASCII and Latin 1
 */
public record TypedText(int encoding, Octets octets) {
    public static final TypedText NONE = new TypedText(3, Octets.NONE);

    private static final String BCD_PLUS = "0123456789 -.:,_";
    private static final int SIX_BITS = 0x3F;

    /** The id string of an SDR: its length counts characters, and some BMCs' records end before it. */
    static TypedText ofSdr(Cursor cursor) {
        if (cursor.remaining() == 0) {
            return NONE;
        }
        int typeLength = cursor.octet("id string type and length");
        int encoding = typeLength >>> 6;
        int characters = typeLength & 0x1F;
        int length = switch (encoding) {
            case 1 -> (characters + 1) / 2;
            case 2 -> (characters * 6 + 7) / 8;
            default -> characters;
        };
        return new TypedText(encoding, cursor.octets("id string", Math.min(length, cursor.remaining())));
    }

    /** The text without what fills it up: blanks and zeros at its end. Binary is hexadecimal. */
    public String text() {
        String whole = switch (encoding) {
            case 0 -> HexFormat.of().formatHex(octets.toArray());
            case 1 -> bcdPlus();
            case 2 -> sixBit();
            default -> new String(octets.toArray(), StandardCharsets.ISO_8859_1);
        };
        int end = whole.indexOf('\0');
        return printable(end < 0 ? whole : whole.substring(0, end)).strip();
    }

    /** Names go to terminals and pages, and a BMC may hold anything. */
    private static String printable(String text) {
        return text.codePoints()
                .map(letter -> Character.isISOControl(letter) ? '?' : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String bcdPlus() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < octets.length(); i++) {
            text.append(BCD_PLUS.charAt(octets.at(i) >>> 4)).append(BCD_PLUS.charAt(octets.at(i) & 0x0F));
        }
        return text.toString();
    }

    /** Least significant bits first, from a blank (0x20) on. */
    private String sixBit() {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (int i = 0; i < octets.length(); i++) {
            bits |= octets.at(i) << held;
            held += 8;
            while (held >= 6) {
                text.append((char) (' ' + (bits & SIX_BITS)));
                bits >>>= 6;
                held -= 6;
            }
        }
        return text.toString();
    }
}
