package io.metalwright.cmdb.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/** Who did what to whom, and when. */
@Table("audit")
public record AuditEntry(
        @Id @Nullable Long id,
        @Column("happened_at") Instant at,
        String who,
        String action,
        @Nullable String target,
        @Nullable String detail) {}
