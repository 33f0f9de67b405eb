package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A PCI function that stores, connects or displays. Identifiers are four hexadecimal digits (PCI ID repository). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Controller(
        String pciAddress,
        String vendorId,
        String deviceId,
        @JsonProperty("class") String kind,
        @Nullable String driver,
        @Nullable String description) {
    /** Named as the same function was before, if this look at it found no name. */
    Controller after(List<Controller> earlier) {
        if (description != null) {
            return this;
        }
        return earlier.stream()
                .filter(known -> known.pciAddress.equals(pciAddress)
                        && known.vendorId.equals(vendorId)
                        && known.deviceId.equals(deviceId))
                .findFirst()
                .map(known -> new Controller(pciAddress, vendorId, deviceId, kind, driver, known.description))
                .orElse(this);
    }
}
