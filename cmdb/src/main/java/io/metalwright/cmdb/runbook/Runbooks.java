package io.metalwright.cmdb.runbook;

import io.metalwright.cmdb.TextSearch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.stereotype.Repository;

/** The runbooks. */
@Repository
public final class Runbooks {
    private final JdbcAggregateTemplate rows;

    Runbooks(JdbcAggregateTemplate rows) {
        this.rows = rows;
    }

    public Optional<RunbookRow> find(String name) {
        return Optional.ofNullable(rows.findById(name, RunbookRow.class));
    }

    public Page<RunbookRow> search(@Nullable String search, Pageable page) {
        var criteria = search == null || search.isBlank()
                ? Criteria.empty()
                : TextSearch.in(List.of("name", "description"), search);
        return rows.findAll(Query.query(criteria), RunbookRow.class, page);
    }

    /** Says whether it was entered: false when there is one of that name. */
    public boolean enter(RunbookRow row) {
        try {
            rows.insert(row);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    public void replace(RunbookRow row) {
        rows.update(row);
    }

    public void delete(String name) {
        rows.deleteById(name, RunbookRow.class);
    }
}
