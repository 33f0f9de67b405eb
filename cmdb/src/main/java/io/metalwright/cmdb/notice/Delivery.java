package io.metalwright.cmdb.notice;

import io.metalwright.model.notice.NoticeEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A notice on its way to one subscriber.
 *
 * @param occasion names what happened: told twice, it is entered once
 * @param topic what is the same in it when the same happens again
 * @param body the notice as JSON
 * @param answer what the receiver said last: {@code 200}, {@code 503}
 * @param trouble why the last attempt failed
 */
@Table("delivery")
public record Delivery(
        @Id String id,
        String subscription,
        String occasion,
        String topic,
        @Nullable String run,
        NoticeEvent event,
        String body,
        DeliveryState state,
        int attempts,
        @Nullable String answer,
        @Nullable String trouble,
        Instant createdAt,
        Instant updatedAt) {}
