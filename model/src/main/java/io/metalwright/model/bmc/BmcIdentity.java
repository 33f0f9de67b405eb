package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a BMC says it is.
 *
 * @param protocol such as {@code IPMI 2.0}
 * @param manufacturer IANA enterprise number; 0 where nobody knows it
 * @param product the maker's number for the product
 * @param systemId the server's GUID, where the BMC has one
 * @param maker in words, as {@code model}, where the BMC tells it so
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BmcIdentity(
        String protocol,
        int manufacturer,
        int product,
        String firmware,
        @Nullable String systemId,
        @Nullable String maker,
        @Nullable String model) {}
