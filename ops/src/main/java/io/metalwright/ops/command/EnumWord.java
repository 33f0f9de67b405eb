package io.metalwright.ops.command;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A value that people write as its word: read, and offered for help and completion. */
abstract class EnumWord<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
    private final String what;
    private final List<E> values;
    private final Function<E, String> word;

    /** @param what as a refusal names it: {@code power command} */
    EnumWord(String what, E[] values, Function<E, String> word) {
        this.what = what;
        this.values = List.copyOf(Arrays.asList(values));
        this.word = word;
    }

    @Override
    public E convert(String text) {
        return values.stream()
                .filter(value -> word.apply(value).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("'" + text + "' is no " + what + ": " + String.join(", ", this)));
    }

    @Override
    public Iterator<String> iterator() {
        return values.stream().map(word).iterator();
    }
}
