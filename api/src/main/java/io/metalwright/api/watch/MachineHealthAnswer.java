package io.metalwright.api.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.metalwright.model.health.EventSubscription;
import io.metalwright.model.health.MachineHealth;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a machine fares, and whether it tells by itself.
 *
 * @param eventPush null where its BMC was not asked to push its events
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MachineHealthAnswer(
        @JsonUnwrapped MachineHealth watched, @Nullable EventPush eventPush) {
    /**
     * Whether a BMC pushes its events.
     *
     * @param works false where it would not, or could not
     * @param to whom it tells, such as {@code https://10.0.0.5:8443}
     * @param since when it was asked to
     * @param trouble why it does not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EventPush(
            boolean works,
            String to,
            Instant since,
            @Nullable String trouble) {
        static EventPush of(EventSubscription subscription) {
            return new EventPush(
                    subscription.link() != null,
                    subscription.destination(),
                    subscription.since(),
                    subscription.trouble());
        }
    }

    static MachineHealthAnswer of(MachineHealth watched, Optional<EventSubscription> subscription) {
        return new MachineHealthAnswer(watched, subscription.map(EventPush::of).orElse(null));
    }
}
