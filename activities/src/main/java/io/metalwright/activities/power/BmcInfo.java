package io.metalwright.activities.power;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a BMC says it is.
 *
 * @param manufacturer IANA enterprise number; 0 where nobody knows it
 * @param product the maker's number for the product; 0 where it has none
 * @param firmware such as {@code 9.08}
 * @param protocol such as {@code IPMI 2.0}
 * @param systemId the server's GUID by the IPMI specification's octet order, if the BMC has one; vendors are known to store SMBIOS's order instead
 * @param maker in words, where the BMC tells it so
 * @param model in words, where the BMC tells it so
 */
public record BmcInfo(
        int manufacturer,
        int product,
        String firmware,
        String protocol,
        @Nullable UUID systemId,
        @Nullable String maker,
        @Nullable String model) {
    public BmcInfo(int manufacturer, int product, String firmware, String protocol, @Nullable UUID systemId) {
        this(manufacturer, product, firmware, protocol, systemId, null, null);
    }

    public Optional<UUID> knownSystemId() {
        return Optional.ofNullable(systemId);
    }
}
