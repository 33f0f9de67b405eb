package io.metalwright.api.console;

import java.util.regex.Pattern;

/**
 * Hides what is shown after a prompt for a password, as far as the line goes: most programs show nothing there, and some what is typed, or the firmware
 * of another machine echoes it.
 */
final class PromptMask {
    static final String MASK = "********";

    private static final Pattern PROMPT =
            Pattern.compile("(?i)\\b(?:password|passwort|passphrase|passcode)\\b[^:]{0,60}: ?$");
    /** Of a line, as far as it is looked at. */
    private static final int LONGEST = 200;
    /** Longer answers are none: it is a line that only looks like a prompt. */
    private static final int LONGEST_ANSWER = 200;

    private final StringBuilder line = new StringBuilder();
    /** A control sequence that has not come to its end (ECMA-48 section 5.4), which lies in no line. */
    private final StringBuilder control = new StringBuilder();

    private boolean prompted;
    private int hidden;

    /** @return what may be kept of it */
    String pass(String text) {
        var passed = new StringBuilder(text.length());
        text.codePoints().forEach(point -> pass(point, passed));
        return passed.toString();
    }

    private void pass(int point, StringBuilder passed) {
        if (!control.isEmpty() || point == 0x1B) {
            passed.appendCodePoint(point);
            control(point);
        } else if (point == '\n' || point == '\r') {
            passed.appendCodePoint(point);
            begin();
        } else if (prompted && (point != ' ' || hidden > 0)) {
            if (hidden++ == 0) {
                passed.append(MASK);
            }
            prompted = hidden < LONGEST_ANSWER;
        } else {
            passed.appendCodePoint(point);
            line.appendCodePoint(point);
            if (line.length() > LONGEST) {
                line.delete(0, line.length() - LONGEST);
            }
            prompted |= (point == ':' || point == ' ')
                    && hidden == 0
                    && PROMPT.matcher(line).find();
        }
    }

    /** Colours change within a prompt; who moves the cursor draws elsewhere. */
    private void control(int point) {
        control.appendCodePoint(point);
        boolean introducer = control.length() == 2 && point == '[';
        boolean inside = control.length() == 1 || introducer || control.length() > 2 && (point < 0x40 || point > 0x7E);
        if (!inside || control.length() > LONGEST) {
            if (control.length() < 2 || control.charAt(1) != '[' || point != 'm') {
                begin();
            }
            control.setLength(0);
        }
    }

    private void begin() {
        line.setLength(0);
        prompted = false;
        hidden = 0;
    }
}
