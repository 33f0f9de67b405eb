package io.metalwright.cmdb.template;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * How an OS gets on a machine.
 *
 * @param spec JSON object: what a provision spec holds where it does not say otherwise
 */
@Table("os_template")
public record OsTemplate(
        @Id String name, @Nullable String description, String spec, Instant createdAt, Instant updatedAt) {}
