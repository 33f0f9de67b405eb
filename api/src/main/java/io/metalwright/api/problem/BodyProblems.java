package io.metalwright.api.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What is wrong with a body, from what Jackson says of it. */
public final class BodyProblems {
    /** How the model begins a sentence about a field that its type alone does not place: {@code 'image' is missing}. */
    private static final Pattern NAMED = Pattern.compile("^'([A-Za-z][A-Za-z0-9]*)(\\[\\])?(\\.[A-Za-z]+)?' ");

    private BodyProblems() {}

    /** @param prefix where in the body the value lies that was read, or an empty text */
    public static Problem of(JacksonException e, String prefix) {
        if (e instanceof StreamReadException) {
            return Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid-body",
                    "The body is no JSON",
                    e.getOriginalMessage()
                            + (e.getLocation() == null
                                    ? ""
                                    : " (line " + e.getLocation().getLineNr() + ", column "
                                            + e.getLocation().getColumnNr() + ")"));
        }
        var path = join(prefix, path(e));
        if (e instanceof UnrecognizedPropertyException unknown) {
            return Problem.of(
                            HttpStatus.BAD_REQUEST,
                            "unknown-field",
                            "A field is unknown",
                            "There is no field '" + path + "'.")
                    .at(path)
                    .help("Known here: "
                            + (unknown.getKnownPropertyIds() == null
                                    ? "none"
                                    : unknown.getKnownPropertyIds().stream()
                                            .map(Object::toString)
                                            .sorted()
                                            .collect(Collectors.joining(", ")))
                            + ".");
        }
        var reason = reason(e);
        if (reason != null) {
            return Problem.invalid(narrowed(path, reason, e), reason);
        }
        if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
            return Problem.invalid(
                    path, "'" + format.getValue() + "' is none of " + words(format.getTargetType()) + ".");
        }
        return Problem.invalid(path, "This is not what belongs here: " + firstSentence(e.getOriginalMessage()));
    }

    /** The model's own words, thrown from a record's constructor. */
    private static @Nullable String reason(Throwable e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && !(cause instanceof JacksonException)) {
                return cause.getMessage();
            }
        }
        return null;
    }

    private static String narrowed(String path, String reason, JacksonException e) {
        var named = NAMED.matcher(reason);
        if (!named.find()) {
            return path;
        }
        // 'users[].name': the path ends at the element, the model names the field in it.
        var field = named.group(2) == null
                ? named.group(1)
                : named.group(3) == null ? "" : named.group(3).substring(1);
        return hasField(e, field) ? join(path, field) : path;
    }

    /** A sentence may also begin with the wrong value itself: {@code 'dns' is no IPv4 address}. */
    private static boolean hasField(JacksonException e, String field) {
        return e instanceof ValueInstantiationException made
                && made.getType().isRecordType()
                && Arrays.stream(made.getType().getRawClass().getRecordComponents())
                        .anyMatch(component -> component.getName().equals(field));
    }

    private static String path(JacksonException e) {
        var path = new StringBuilder();
        for (var reference : e.getPath()) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String join(String prefix, String path) {
        if (prefix.isEmpty() || path.isEmpty()) {
            return prefix + path;
        }
        return path.startsWith("[") ? prefix + path : prefix + "." + path;
    }

    private static String words(Class<?> type) {
        return List.of(type.getEnumConstants()).stream().map(BodyProblems::word).collect(Collectors.joining(", "));
    }

    private static String word(Object constant) {
        try {
            return String.valueOf(constant.getClass().getMethod("word").invoke(constant));
        } catch (ReflectiveOperationException e) {
            return constant.toString().toLowerCase(Locale.ROOT);
        }
    }

    private static String firstSentence(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
