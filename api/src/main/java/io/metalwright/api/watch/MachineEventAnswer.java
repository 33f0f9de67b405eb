package io.metalwright.api.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.cmdb.health.MachineEvent;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.health.EventSource;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event that a machine's BMC told.
 *
 * @param entry the BMC's own number for it
 * @param happenedAt by the BMC's clock, which need not be right; null where it had none
 * @param seenAt when it came to us
 * @param asserted false: what the words say is over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MachineEventAnswer(
        long id,
        EventSource source,
        String entry,
        @Nullable Instant happenedAt,
        Instant seenAt,
        @Nullable String sensor,
        String type,
        String words,
        boolean asserted,
        Health severity,
        @Nullable String detail) {
    static MachineEventAnswer of(MachineEvent row) {
        return new MachineEventAnswer(
                Objects.requireNonNull(row.id()),
                row.source(),
                row.entry(),
                row.happenedAt().equals(Instant.EPOCH) ? null : row.happenedAt(),
                row.seenAt(),
                row.sensor(),
                row.type(),
                row.words(),
                row.asserted(),
                row.severity(),
                row.detail());
    }
}
