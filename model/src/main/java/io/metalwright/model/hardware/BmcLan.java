package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** The BMC's LAN channel (IPMI 2.0 section 23.2). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BmcLan(
        int channel,
        @Nullable String address,
        @Nullable String netmask,
        @Nullable String gateway,
        @Nullable String mac,
        @Nullable String source) {}
