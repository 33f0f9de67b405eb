package io.metalwright.model.alert;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.Health;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something of a machine that somebody is told of: raised once, and cleared once.
 *
 * @param words as they were when it was raised
 * @param muted raised, and nobody was told
 * @param clearedAt null as long as it holds
 * @param clearedBy who said so, where it was a person
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Alert(
        long id,
        MachineId machine,
        String machineName,
        SiteName site,
        String rule,
        String subject,
        Health severity,
        String words,
        boolean muted,
        Instant raisedAt,
        @Nullable Instant clearedAt,
        @Nullable String clearedBy) {}
