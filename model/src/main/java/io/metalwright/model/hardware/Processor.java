package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** One processor package. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Processor(
        @Nullable String model,
        @Nullable String vendor,
        @Nullable String socket,
        int cores,
        int threads) {}
