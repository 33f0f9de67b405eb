package io.metalwright.cmdb.token;

import io.metalwright.cmdb.TextSearch;
import io.metalwright.model.Sha256;
import java.time.Instant;
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

/** The access tokens. */
@Repository
public final class AccessTokens {
    private final JdbcAggregateTemplate rows;
    private final JdbcClient database;

    AccessTokens(JdbcAggregateTemplate rows, JdbcClient database) {
        this.rows = rows;
        this.database = database;
    }

    public Optional<AccessToken> find(String id) {
        return Optional.ofNullable(rows.findById(id, AccessToken.class));
    }

    public Optional<AccessToken> find(Sha256 sum) {
        return rows.findOne(Query.query(Criteria.where("tokenSum").is(sum)), AccessToken.class);
    }

    public Page<AccessToken> search(@Nullable String search, Pageable page) {
        var criteria = search == null || search.isBlank() ? Criteria.empty() : TextSearch.in(List.of("name"), search);
        return rows.findAll(Query.query(criteria), AccessToken.class, page);
    }

    /** Says whether it was entered: false when there is one of that name. */
    public boolean enter(AccessToken token) {
        try {
            rows.insert(token);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    public long count(Role role) {
        return rows.count(Query.query(Criteria.where("role").is(role)), AccessToken.class);
    }

    public void recordUse(String id, Instant at) {
        database.sql("update access_token set used_at = :at where id = :id")
                .param("at", at.toEpochMilli())
                .param("id", id)
                .update();
    }

    public void delete(String id) {
        rows.deleteById(id, AccessToken.class);
    }
}
