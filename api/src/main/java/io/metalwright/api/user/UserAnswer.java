package io.metalwright.api.user;

import io.metalwright.cmdb.token.Role;
import io.metalwright.cmdb.user.UserAccount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person as the API tells them. */
record UserAnswer(String name, Role role, @Nullable String email, Instant createdAt) {
    static UserAnswer of(UserAccount user) {
        return new UserAnswer(user.name(), user.role(), user.email(), user.createdAt());
    }
}
