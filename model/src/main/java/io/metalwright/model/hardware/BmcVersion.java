package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** A BMC as it tells of itself. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BmcVersion(
        @Nullable String model,
        @Nullable String firmware,
        @Nullable String mac,
        @Nullable String address) {}
