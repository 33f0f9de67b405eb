package io.metalwright.api.naming;

import io.metalwright.api.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names that people give, and that stand in paths. */
public final class Names {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    private Names() {}

    /** @param thing what is named: {@code image} */
    public static void check(String name, String thing) {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'name' " + shortened(name) + " is no name of " + article(thing)
                            + ": at most 63 letters, digits, dots, hyphens and underscores, of which a letter or digit begins and ends it");
        }
    }

    /** A body of PUT may leave the name to the path, one of POST may not. */
    public static String given(@Nullable String name, String thing) {
        if (name == null) {
            throw Problem.invalid("name", "'name' is missing: what the " + thing + " shall be called");
        }
        return name;
    }

    public static void checkDescription(@Nullable String description) {
        if (description != null && description.length() > 1000) {
            throw new IllegalArgumentException(
                    "'description' has " + description.length() + " characters; at most 1000 fit");
        }
    }

    /** The name in a path is the one that counts; a body may repeat it, but not tell another. */
    public static void checkSame(String inPath, @Nullable String inBody) {
        if (inBody != null && !inBody.equals(inPath)) {
            throw Problem.invalid("name", "The path names '" + inPath + "', and the body '" + inBody + "'.")
                    .help("A name stays as it is: enter a new one, and delete the old.");
        }
    }

    public static Problem taken(String thing, String name) {
        return Problem.conflict(
                        "duplicate-name",
                        "The name is taken",
                        "There is already " + article(thing) + " '" + name + "'.")
                .at("name")
                .help("Choose another name, or change that one.");
    }

    public static Problem unknown(String thing, String name) {
        return Problem.notFound("There is no " + thing + " '" + name + "'.");
    }

    private static String article(String thing) {
        return ("aeiou".indexOf(thing.charAt(0)) < 0 || thing.startsWith("user") ? "a " : "an ") + thing;
    }

    private static String shortened(String name) {
        return "'" + (name.length() > 80 ? name.substring(0, 80) + "…" : name) + "'";
    }
}
