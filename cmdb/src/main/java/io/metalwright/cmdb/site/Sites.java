package io.metalwright.cmdb.site;

import io.metalwright.cmdb.TextSearch;
import io.metalwright.model.SiteName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sites. */
@Repository
public final class Sites {
    private final JdbcAggregateTemplate rows;
    private final JdbcClient database;

    Sites(JdbcAggregateTemplate rows, JdbcClient database) {
        this.rows = rows;
        this.database = database;
    }

    public Optional<Site> find(SiteName name) {
        return Optional.ofNullable(rows.findById(name, Site.class));
    }

    public Page<Site> search(@Nullable String search, Pageable page) {
        var criteria = search == null || search.isBlank()
                ? Criteria.empty()
                : TextSearch.in(List.of("description"), List.of("name"), search);
        return rows.findAll(Query.query(criteria), Site.class, page);
    }

    /** Says whether it was entered: false when there is one of that name. */
    public boolean enter(Site row) {
        try {
            rows.insert(row);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** Makes others who lock the same site wait until this transaction ends. Says whether there is such a site. */
    public boolean lock(SiteName name) {
        return database.sql("select name from site where name = :name for update")
                .param("name", name.value())
                .query(String.class)
                .optional()
                .isPresent();
    }

    public void delete(SiteName name) {
        rows.deleteById(name, Site.class);
    }
}
