package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.metalwright.model.MacAddress;
import org.jspecify.annotations.Nullable;

/** A network port as a BMC sees it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Port(
        String place,
        MacAddress mac,
        @Nullable Boolean linkUp,
        @Nullable Integer speedMbps) {
    /** With what another look at the same port told and this one did not. */
    public Port and(Port other) {
        return new Port(
                place, mac, linkUp == null ? other.linkUp : linkUp, speedMbps == null ? other.speedMbps : speedMbps);
    }
}
