package io.metalwright.cmdb.profile;

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

/** The hardware profiles. */
@Repository
public final class HardwareProfiles {
    private final JdbcAggregateTemplate rows;

    HardwareProfiles(JdbcAggregateTemplate rows) {
        this.rows = rows;
    }

    public Optional<HardwareProfile> find(String name) {
        return Optional.ofNullable(rows.findById(name, HardwareProfile.class));
    }

    public Page<HardwareProfile> search(@Nullable String search, Pageable page) {
        var criteria = search == null || search.isBlank()
                ? Criteria.empty()
                : TextSearch.in(List.of("name", "description"), search);
        return rows.findAll(Query.query(criteria), HardwareProfile.class, page);
    }

    /** Says whether it was entered: false when there is one of that name. */
    public boolean enter(HardwareProfile row) {
        try {
            rows.insert(row);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    public void replace(HardwareProfile row) {
        rows.update(row);
    }

    public void delete(String name) {
        rows.deleteById(name, HardwareProfile.class);
    }
}
