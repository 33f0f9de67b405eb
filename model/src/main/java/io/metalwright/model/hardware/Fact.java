package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One fact about one part.
 *
 * @param value as it was told in-band, where it was
 * @param outOfBand what the BMC tells instead, where it contradicts
 */
public record Fact(
        String name,
        String value,
        FactSource source,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String outOfBand) {}
