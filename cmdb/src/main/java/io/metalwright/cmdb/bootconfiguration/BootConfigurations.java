package io.metalwright.cmdb.bootconfiguration;

import io.metalwright.cmdb.TextSearch;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.BootConfiguration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.stereotype.Repository;

/** The boot configurations. */
@Repository
public final class BootConfigurations {
    private final JdbcAggregateTemplate rows;

    BootConfigurations(JdbcAggregateTemplate rows) {
        this.rows = rows;
    }

    public Optional<BootConfiguration> find(String name) {
        return Optional.ofNullable(rows.findById(name, BootConfigurationRow.class))
                .map(BootConfigurationRow::definition);
    }

    public List<BootConfiguration> ofSite(SiteName site) {
        return rows
                .findAll(Query.query(Criteria.where("site").is(site)).sort(Sort.by("name")), BootConfigurationRow.class)
                .stream()
                .map(BootConfigurationRow::definition)
                .toList();
    }

    public Page<BootConfiguration> search(@Nullable String search, Pageable page) {
        var criteria = search == null || search.isBlank()
                ? Criteria.empty()
                : TextSearch.in(List.of("name"), List.of("site", "definition"), search);
        return rows.findAll(Query.query(criteria), BootConfigurationRow.class, page)
                .map(BootConfigurationRow::definition);
    }

    /** Says whether it was entered: false when there is one of that name. */
    public boolean enter(BootConfiguration configuration) {
        try {
            rows.insert(BootConfigurationRow.of(configuration));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    public void replace(BootConfiguration configuration) {
        rows.update(BootConfigurationRow.of(configuration));
    }

    public void delete(String name) {
        rows.deleteById(name, BootConfigurationRow.class);
    }
}
