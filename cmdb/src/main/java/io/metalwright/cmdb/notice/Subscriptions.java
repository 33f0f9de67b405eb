package io.metalwright.cmdb.notice;

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

/** The subscriptions. */
@Repository
public final class Subscriptions {
    private final Deliveries deliveries;
    private final JdbcAggregateTemplate rows;

    Subscriptions(JdbcAggregateTemplate rows, Deliveries deliveries) {
        this.rows = rows;
        this.deliveries = deliveries;
    }

    public Optional<Subscription> find(String name) {
        return Optional.ofNullable(rows.findById(name, Subscription.class));
    }

    public Page<Subscription> search(@Nullable String search, Pageable page) {
        var criteria = search == null || search.isBlank()
                ? Criteria.empty()
                : TextSearch.in(List.of("name", "description"), search);
        return rows.findAll(Query.query(criteria), Subscription.class, page);
    }

    List<Subscription> enabled() {
        return rows.findAll(Query.query(Criteria.where("enabled").is(true)), Subscription.class);
    }

    /** Says whether it was entered: false when there is one of that name. */
    public boolean enter(Subscription row) {
        try {
            rows.insert(row);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    public void replace(Subscription row) {
        rows.update(row);
    }

    /** What is on its way to it goes nowhere any more. */
    public void delete(String name) {
        deliveries.deleteOf(name);
        rows.deleteById(name, Subscription.class);
    }
}
