package io.metalwright.cmdb.notice;

import io.metalwright.cmdb.Json;
import io.metalwright.model.notice.Channel;
import io.metalwright.model.notice.Interest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Somebody who wants to be told of runs.
 *
 * @param channelJson a {@link Channel}
 * @param interestJson an {@link Interest}
 * @param enabled false: kept, and told nothing
 */
@Table("subscription")
public record Subscription(
        @Id String name,
        @Nullable String description,
        String channelJson,
        String interestJson,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt) {
    public static Subscription of(
            String name,
            @Nullable String description,
            Channel channel,
            Interest interest,
            boolean enabled,
            Instant createdAt,
            Instant updatedAt) {
        return new Subscription(
                name, description, Json.text(channel), Json.text(interest), enabled, createdAt, updatedAt);
    }

    public Channel channel() {
        return Json.read(channelJson, Channel.class);
    }

    public Interest interest() {
        return Json.read(interestJson, Interest.class);
    }
}
