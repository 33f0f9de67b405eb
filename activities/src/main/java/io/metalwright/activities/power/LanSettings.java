package io.metalwright.activities.power;

import io.metalwright.model.MacAddress;

/** How a BMC is on the network. */
public record LanSettings(Source source, LanAddress address, MacAddress mac) {
    /** Where its address comes from. */
    public enum Source {
        UNSPECIFIED,
        STATIC,
        DHCP,
        /** Loaded by the firmware, or by other means. */
        OTHER
    }
}
