package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** A memory module in its slot (DSP0134 section 7.18, type 17). Speed is in MT/s. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MemoryModule(
        @Nullable String slot,
        long bytes,
        @Nullable String type,
        @Nullable Integer speedMtps,
        @Nullable String manufacturer,
        @Nullable String serial,
        @Nullable String partNumber) {}
