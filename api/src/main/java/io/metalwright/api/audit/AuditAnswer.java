package io.metalwright.api.audit;

import io.metalwright.cmdb.audit.AuditEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry of the audit trail as the API tells it. */
record AuditAnswer(
        Instant at,
        String who,
        String action,
        @Nullable String target,
        @Nullable String detail) {
    static AuditAnswer of(AuditEntry entry) {
        return new AuditAnswer(entry.at(), entry.who(), entry.action(), entry.target(), entry.detail());
    }
}
