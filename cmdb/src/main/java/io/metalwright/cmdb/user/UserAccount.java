package io.metalwright.cmdb.user;

import io.metalwright.cmdb.token.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A person who works with the product. */
@Table("user_account")
public record UserAccount(
        @Id String name, Role role, @Nullable String email, Instant createdAt) {}
