package io.metalwright.cmdb.audit;

import io.metalwright.cmdb.TextSearch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.stereotype.Repository;

/** The audit trail: it grows and is never rewritten. */
@Repository
public final class AuditTrail {
    private final JdbcAggregateTemplate rows;

    AuditTrail(JdbcAggregateTemplate rows) {
        this.rows = rows;
    }

    public void add(String who, String action, @Nullable String target, @Nullable String detail) {
        rows.insert(new AuditEntry(
                null,
                Instant.now(),
                cut(who, 255),
                cut(action, 255),
                target == null ? null : cut(target, 1000),
                detail == null ? null : cut(detail, 4000)));
    }

    public Page<AuditEntry> search(@Nullable String search, Pageable page) {
        var criteria = search == null || search.isBlank()
                ? Criteria.empty()
                : TextSearch.in(List.of("who", "action", "target", "detail"), search);
        return rows.findAll(Query.query(criteria), AuditEntry.class, page);
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(most, text.length()));
    }
}
