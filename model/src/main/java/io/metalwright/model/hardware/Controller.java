package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A PCI function that stores, connects or displays. Identifiers are four hexadecimal digits (PCI ID repository). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Controller(
        String pciAddress,
        String vendorId,
        String deviceId,
        @JsonProperty("class") String kind,
        @Nullable String driver,
        @Nullable String description) {}
