package io.metalwright.ops.console;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** What a person types, told apart from what they tell us: {@code ~} at the begin of a line, as with ssh and ipmitool. */
final class Keys {
    static final String HELP = """
            ~.  leave
            ~B  send a break
            ~t  be the one who types (take over)
            ~?  this help
            ~~  type a ~
            """;

    /** What is to be done. */
    sealed interface Stroke {
        record Type(byte[] characters) implements Stroke {}

        record Leave() implements Stroke {}

        record Break() implements Stroke {}

        record TakeOver() implements Stroke {}

        record Help() implements Stroke {}
    }

    private boolean lineBegins = true;
    private boolean escaped;

    List<Stroke> read(byte[] typed, int length) {
        var strokes = new ArrayList<Stroke>();
        var plain = new ByteArrayOutputStream();
        for (int i = 0; i < length; i++) {
            byte key = typed[i];
            if (escaped) {
                escaped = false;
                Stroke stroke = switch (key) {
                    case '.' -> new Stroke.Leave();
                    case 'B' -> new Stroke.Break();
                    case 't' -> new Stroke.TakeOver();
                    case '?' -> new Stroke.Help();
                    default -> null;
                };
                if (stroke != null) {
                    flush(plain, strokes);
                    strokes.add(stroke);
                    lineBegins = true;
                    continue;
                }
                plain.write('~');
                if (key == '~') {
                    lineBegins = false;
                    continue;
                }
            } else if (lineBegins && key == '~') {
                escaped = true;
                continue;
            }
            plain.write(key);
            lineBegins = key == '\r' || key == '\n';
        }
        flush(plain, strokes);
        return strokes;
    }

    private static void flush(ByteArrayOutputStream plain, List<Stroke> strokes) {
        if (plain.size() > 0) {
            strokes.add(new Stroke.Type(plain.toByteArray()));
            plain.reset();
        }
    }
}
