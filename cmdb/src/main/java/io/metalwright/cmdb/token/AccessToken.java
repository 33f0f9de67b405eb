package io.metalwright.cmdb.token;

import io.metalwright.model.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** An access token of the API, by its sum: the token itself is told once and kept nowhere. */
@Table("access_token")
public record AccessToken(
        @Id String id,
        String name,
        Role role,
        Sha256 tokenSum,
        Instant createdAt,
        @Nullable Instant usedAt) {}
