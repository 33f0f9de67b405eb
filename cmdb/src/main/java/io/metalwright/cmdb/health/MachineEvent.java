package io.metalwright.cmdb.health;

import io.metalwright.model.MachineId;
import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.health.EventSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An event of a machine that is kept.
 *
 * @param id in the order of their coming to us; null of one that is to be entered
 * @param entry the BMC's own number for it
 * @param happenedAt by the BMC's clock; 1970 where it had none
 * @param asserted false: what the words say is over
 */
@Table("machine_event")
public record MachineEvent(
        @Id @Nullable Long id,
        MachineId machine,
        EventSource source,
        String entry,
        Instant happenedAt,
        Instant seenAt,
        @Nullable String sensor,
        String type,
        String words,
        boolean asserted,
        Health severity,
        @Nullable String detail) {

    public static MachineEvent of(MachineId machine, EventSource source, BmcEvent event, Instant seenAt) {
        return new MachineEvent(
                null,
                machine,
                source,
                cut(event.id(), 100),
                event.time() == null ? Instant.EPOCH : event.time(),
                seenAt,
                event.sensor() == null ? null : cut(event.sensor(), 255),
                cut(event.type(), 255),
                cut(event.words(), 1000),
                event.asserted(),
                event.severity(),
                event.detail() == null ? null : cut(event.detail(), 1000));
    }

    /** As the BMC told it, as far as it is kept. */
    public BmcEvent told() {
        return new BmcEvent(
                entry,
                happenedAt.equals(Instant.EPOCH) ? null : happenedAt,
                sensor,
                type,
                words,
                asserted,
                severity,
                detail);
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(most, text.length()));
    }
}
