package io.metalwright.activities.shell;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The one place where words become shell text (POSIX.1-2017, Shell Command Language, section 2.2). */
public final class Quoting {
    private Quoting() {}

    /** A word that the shell reads back as exactly this text. */
    public static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("No shell word can hold a NUL character");
        }
        if (!word.isEmpty() && word.chars().allMatch(Quoting::harmless)) {
            return word;
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    public static String join(String... words) {
        return Arrays.stream(words).map(Quoting::quote).collect(Collectors.joining(" "));
    }

    private static boolean harmless(int character) {
        return character < 128 && (Character.isLetterOrDigit(character) || "-_./:,+@%=".indexOf(character) >= 0);
    }
}
