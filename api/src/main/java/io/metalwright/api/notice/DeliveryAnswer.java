package io.metalwright.api.notice;

import io.metalwright.cmdb.notice.Delivery;
import io.metalwright.cmdb.notice.DeliveryState;
import io.metalwright.model.notice.NoticeEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice on its way, or arrived.
 *
 * @param run null in a test
 * @param answer what the receiver said last
 * @param trouble why the last attempt failed
 */
record DeliveryAnswer(
        String id,
        NoticeEvent event,
        @Nullable String run,
        DeliveryState state,
        int attempts,
        @Nullable String answer,
        @Nullable String trouble,
        Instant createdAt,
        Instant updatedAt) {
    static DeliveryAnswer of(Delivery row) {
        return new DeliveryAnswer(
                row.id(),
                row.event(),
                row.run(),
                row.state(),
                row.attempts(),
                row.answer(),
                row.trouble(),
                row.createdAt(),
                row.updatedAt());
    }
}
