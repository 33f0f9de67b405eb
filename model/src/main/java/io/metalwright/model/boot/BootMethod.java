package io.metalwright.model.boot;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How BootOS comes to a machine. */
public enum BootMethod {
    /** The firmware boots from the network, by PXE or HTTP. */
    NETWORK,
    /** The BMC shows the machine a disc. Neither PXE nor DHCP is needed. */
    VIRTUAL_MEDIA;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
