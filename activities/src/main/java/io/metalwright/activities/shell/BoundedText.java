package io.metalwright.activities.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a stream to its end, and refuses one that does not come to it. */
final class BoundedText {
    static final int LONGEST = 8 << 20;

    private BoundedText() {}

    static String read(InputStream stream) throws IOException {
        var text = new ByteArrayOutputStream();
        var part = new byte[16384];
        for (int count = stream.read(part); count >= 0; count = stream.read(part)) {
            if (text.size() + count > LONGEST) {
                throw new TooMuchOutput();
            }
            text.write(part, 0, count);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    static final class TooMuchOutput extends IOException {
        private static final long serialVersionUID = 1;

        TooMuchOutput() {
            super("more than " + (LONGEST >> 20) + " MiB of output");
        }
    }
}
