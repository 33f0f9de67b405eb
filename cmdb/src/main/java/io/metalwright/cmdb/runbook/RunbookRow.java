package io.metalwright.cmdb.runbook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A runbook.
 *
 * @param steps JSON list
 */
@Table("runbook")
public record RunbookRow(
        @Id String name, @Nullable String description, String steps, Instant createdAt, Instant updatedAt) {}
