package io.metalwright.model.spec;

import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.network.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * A machine to take in.
 *
 * @param machine the record it was entered under beforehand (CP-2), or null for a stranger
 * @param mac the port it asked from
 * @param address the address that boot-services leased to it, or null when it was not seen yet
 * @param segment the segment it was seen in
 */
public record RegisterSpec(
        @Nullable MachineId machine,
        MacAddress mac,
        SiteName site,
        @Nullable String segment,
        @Nullable Ipv4Address address) {
    public RegisterSpec {
        if (mac == null) {
            throw new IllegalArgumentException("'mac' is missing");
        }
        if (site == null) {
            throw new IllegalArgumentException("'site' is missing");
        }
    }
}
