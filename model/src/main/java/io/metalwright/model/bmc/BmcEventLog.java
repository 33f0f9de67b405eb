package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A BMC's event log.
 *
 * @param freeOctets null where the BMC does not say
 * @param overflow events were lost for want of space: it should be cleared
 * @param clock what the BMC's clock reads; null where it has none
 * @param events oldest first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BmcEventLog(
        @Nullable Integer freeOctets,
        boolean overflow,
        @Nullable Instant clock,
        List<BmcEvent> events) {}
