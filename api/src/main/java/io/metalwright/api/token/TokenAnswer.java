package io.metalwright.api.token;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.metalwright.cmdb.token.AccessToken;
import io.metalwright.cmdb.token.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as the API tells it: never in plain.
 *
 * @param usedAt when it was last used, to the minute
 */
record TokenAnswer(
        String id,
        String name,
        Role role,
        Instant createdAt,
        @Nullable Instant usedAt) {
    static TokenAnswer of(AccessToken token) {
        return new TokenAnswer(token.id(), token.name(), token.role(), token.createdAt(), token.usedAt());
    }

    /**
     * A token that was just made.
     *
     * @param token in plain; it is told here and never again
     */
    record Made(@JsonUnwrapped TokenAnswer about, String token) {
        @Override
        public String toString() {
            return about.toString();
        }
    }
}
