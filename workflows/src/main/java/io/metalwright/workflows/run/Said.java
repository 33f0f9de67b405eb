package io.metalwright.workflows.run;

import io.metalwright.model.run.Steering;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's word as it stands in the run's log: what, with which change, and why. */
final class Said {
    /** What a plan tells anyway. Others may hold what is not for every reader of a log: scripts, files, names of secrets. */
    private static final Pattern TOLD =
            Pattern.compile("/(image|hostname|bootMode|disks(/.*)?|network(/.*)?|bmc/(address|port|user))");

    private static final int LONGEST = 200;

    private Said() {}

    static String of(String verb, Steering word) {
        return verb
                + (word.change().isEmpty() ? "" : " with a change of " + changes(word.change()))
                + (word.reason() == null || word.reason().isBlank() ? "" : ": " + word.reason());
    }

    private static String changes(Map<String, Object> change) {
        return new TreeMap<>(change)
                .entrySet().stream()
                        .map(field -> TOLD.matcher(field.getKey()).matches()
                                ? field.getKey() + " to " + cut(String.valueOf(field.getValue()))
                                : field.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String cut(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST - 1) + "…";
    }
}
