package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a BMC's event log.
 *
 * @param id the log's own for it
 * @param time by the BMC's clock, which need not be right; null where the BMC had no time then
 * @param sensor its name, or its number where nobody named it; null for a maker's own event
 * @param asserted false: what the words say is over
 * @param detail more that the event carries, such as the reading and the threshold that it passed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BmcEvent(
        String id,
        @Nullable Instant time,
        @Nullable String sensor,
        String type,
        String words,
        boolean asserted,
        Health severity,
        @Nullable String detail) {}
