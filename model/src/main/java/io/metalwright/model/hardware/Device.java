package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A PCI device, or an accelerator, as a BMC sees it. Identifiers are four hexadecimal digits.
 *
 * @param gpu whether it computes or draws for the system; the BMC's own display does not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Device(
        String place,
        @Nullable String name,
        @Nullable String maker,
        @Nullable String vendorId,
        @Nullable String deviceId,
        @Nullable String serial,
        boolean gpu) {}
