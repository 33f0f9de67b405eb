package io.metalwright.ops.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number, or nothing for an empty word, which takes a setting away. */
final class NumberOrNothing implements ITypeConverter<@Nullable Integer> {
    @Override
    public @Nullable Integer convert(String text) {
        try {
            return text.isEmpty() ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no number");
        }
    }
}
