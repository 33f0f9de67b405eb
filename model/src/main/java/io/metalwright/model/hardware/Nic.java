package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.metalwright.model.MacAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network port.
 *
 * @param speedMbps link speed in Mbit/s, null when the link is down or does not tell
 * @param boot true for the port that BootOS came through
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Nic(
        String name,
        MacAddress mac,
        @Nullable String driver,
        @Nullable Boolean linkUp,
        @Nullable Integer speedMbps,
        List<String> addresses,
        @Nullable String pciAddress,
        boolean boot) {
    public Nic {
        addresses = List.copyOf(addresses);
    }
}
