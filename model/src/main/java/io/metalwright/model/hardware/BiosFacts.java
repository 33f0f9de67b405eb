package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** The firmware as SMBIOS tells it (DSP0134 section 7.1, type 0). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BiosFacts(
        @Nullable String vendor,
        @Nullable String version,
        @Nullable String date) {}
