package io.metalwright.api.paging;

import io.metalwright.api.problem.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The model's words in the query of a list. */
public final class Words {
    private Words() {}

    /** @return null when nothing was typed */
    public static <E extends Enum<E>> @Nullable E read(
            String parameter, @Nullable String typed, Class<E> type, Function<E, String> word) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word.apply(constant).equals(typed.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(parameter, "'" + typed + "' is no " + parameter + " to look for.")
                        .help("It is one of: "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(word)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
