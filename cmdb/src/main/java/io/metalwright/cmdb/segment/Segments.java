package io.metalwright.cmdb.segment;

import io.metalwright.cmdb.TextSearch;
import io.metalwright.model.SiteName;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Segment;
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

/** The segments. */
@Repository
public final class Segments {
    private final JdbcAggregateTemplate rows;

    Segments(JdbcAggregateTemplate rows) {
        this.rows = rows;
    }

    public Optional<Segment> find(String name) {
        return Optional.ofNullable(rows.findById(name, SegmentRow.class)).map(SegmentRow::definition);
    }

    /** By name, so that the first that fits is always the same. */
    public List<Segment> ofSite(SiteName site) {
        return rows
                .findAll(Query.query(Criteria.where("site").is(site)).sort(Sort.by("name")), SegmentRow.class)
                .stream()
                .map(SegmentRow::definition)
                .toList();
    }

    public Optional<Segment> containing(SiteName site, Ipv4Address address) {
        return ofSite(site).stream()
                .filter(segment -> segment.cidr().contains(address))
                .findFirst();
    }

    public Page<Segment> search(@Nullable String search, Pageable page) {
        var criteria = search == null || search.isBlank()
                ? Criteria.empty()
                : TextSearch.in(List.of("name"), List.of("site", "definition"), search);
        return rows.findAll(Query.query(criteria), SegmentRow.class, page).map(SegmentRow::definition);
    }

    /** Says whether it was entered: false when there is one of that name. */
    public boolean enter(Segment segment) {
        try {
            rows.insert(SegmentRow.of(segment));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    public void replace(Segment segment) {
        rows.update(SegmentRow.of(segment));
    }

    public void delete(String name) {
        rows.deleteById(name, SegmentRow.class);
    }
}
