package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** The chassis as SMBIOS tells it (DSP0134 section 7.2, type 1). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SystemFacts(
        @Nullable String manufacturer,
        @Nullable String product,
        @Nullable String serial,
        @Nullable String uuid,
        @Nullable String sku,
        @Nullable String family) {}
