package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.metalwright.model.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * A network port as a BMC sees it.
 *
 * @param neighbour what the switch at its other end tells of itself by LLDP (IEEE 802.1AB): its name and port; null where nothing is told
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Port(
        String place,
        MacAddress mac,
        @Nullable Boolean linkUp,
        @Nullable Integer speedMbps,
        @Nullable String neighbour) {
    /** With what another look at the same port told and this one did not. */
    public Port and(Port other) {
        return new Port(
                place,
                mac,
                linkUp == null ? other.linkUp : linkUp,
                speedMbps == null ? other.speedMbps : speedMbps,
                neighbour == null ? other.neighbour : neighbour);
    }
}
