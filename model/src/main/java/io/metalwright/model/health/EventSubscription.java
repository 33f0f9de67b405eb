package io.metalwright.model.health;

import io.metalwright.model.power.BmcTarget;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a BMC sends its events to us, or why it does not.
 *
 * @param bmc where it is, and by which user it lets itself be told otherwise
 * @param link the subscription's own on the BMC; null where there is none
 * @param destination where the BMC sends to, without the path that nobody else knows: {@code https://10.0.0.5:8443}
 * @param door which worker's destination that is
 * @param since when it was asked to
 * @param trouble why it does not send
 */
public record EventSubscription(
        BmcTarget bmc,
        @Nullable String link,
        String destination,
        String door,
        Instant since,
        @Nullable String trouble) {}
