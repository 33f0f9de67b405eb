package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** The BMC as the machine itself sees it over KCS (IPMI 2.0 section 20.1, Get Device ID). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BmcFacts(
        @Nullable String manufacturerId,
        @Nullable String productId,
        @Nullable String firmware,
        @Nullable String ipmiVersion,
        @Nullable BmcLan lan) {}
