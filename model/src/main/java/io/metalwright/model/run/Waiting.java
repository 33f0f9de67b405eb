package io.metalwright.model.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a waiting run tells the person it waits for.
 *
 * @param doing what was being done, to whom
 * @param trouble what came back
 * @param lastSign the machine's last sign of life
 * @param advice what would help
 * @param nextTryAt when it tries by itself, or null when only a person can go on
 */
public record Waiting(
        String step,
        String doing,
        String trouble,
        @Nullable String lastSign,
        String advice,
        @Nullable Instant nextTryAt,
        boolean skippable) {
    /** The same where nothing is tried by itself. */
    public Waiting untilTold() {
        return new Waiting(step, doing, trouble, lastSign, advice, null, skippable);
    }
}
