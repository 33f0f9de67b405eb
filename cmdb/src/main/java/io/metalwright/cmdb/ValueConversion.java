package io.metalwright.cmdb;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;

/** A conversion between a value and its column, made of a function. */
sealed interface ValueConversion<S, T> extends GenericConverter {
    Class<S> from();

    Class<T> to();

    Function<S, T> function();

    @Override
    default Set<ConvertiblePair> getConvertibleTypes() {
        return Set.of(new ConvertiblePair(from(), to()));
    }

    @Override
    default @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
        return source == null ? null : function().apply(from().cast(source));
    }

    @WritingConverter
    record Writing<S, T>(Class<S> from, Class<T> to, Function<S, T> function) implements ValueConversion<S, T> {}

    @ReadingConverter
    record Reading<S, T>(Class<S> from, Class<T> to, Function<S, T> function) implements ValueConversion<S, T> {}
}
