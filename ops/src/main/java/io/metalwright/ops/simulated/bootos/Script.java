package io.metalwright.ops.simulated.bootos;

import java.util.List;

/**
 * What a shell was given to read.
 *
 * @param text the script, known by a phrase that no other has
 * @param arguments its {@code $1}, {@code $2}, …
 */
record Script(String text, List<String> arguments) {
    private static final String BEGIN = "{\n";
    private static final String END = "\n} < /dev/null\n";

    Script {
        arguments = List.copyOf(arguments);
    }

    /** Without the braces that have a shell read all of it before it begins. */
    static String unwrapped(String text) {
        return text.startsWith(BEGIN) && text.endsWith(END)
                ? text.substring(BEGIN.length(), text.length() - END.length())
                : text;
    }

    boolean has(String phrase) {
        return text.contains(phrase);
    }

    /** The n-th argument, counted from 1 as the script does. */
    String argument(int n) {
        return n <= arguments.size() ? arguments.get(n - 1) : "";
    }

    @Override
    public String toString() {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("") + " …";
    }
}
