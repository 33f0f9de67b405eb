package io.metalwright.activities.power;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a BMC says it is.
 *
 * @param manufacturer IANA enterprise number
 * @param product the maker's number for the product
 * @param firmware such as {@code 9.08}
 * @param protocol such as {@code IPMI 2.0}
 * @param systemId the server's GUID by the IPMI specification's octet order, if the BMC has one; vendors are known to store SMBIOS's order instead
 */
public record BmcInfo(
        int manufacturer,
        int product,
        String firmware,
        String protocol,
        @Nullable UUID systemId) {
    public Optional<UUID> knownSystemId() {
        return Optional.ofNullable(systemId);
    }
}
