package io.metalwright.cmdb.profile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Wanted hardware.
 *
 * @param spec JSON object
 */
@Table("hardware_profile")
public record HardwareProfile(
        @Id String name, @Nullable String description, String spec, Instant createdAt, Instant updatedAt) {}
