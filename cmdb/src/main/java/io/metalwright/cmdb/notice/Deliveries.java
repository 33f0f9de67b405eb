package io.metalwright.cmdb.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The notices that were sent, and those that are on their way. */
@Repository
public final class Deliveries {
    private final JdbcAggregateTemplate rows;
    private final JdbcClient database;

    Deliveries(JdbcAggregateTemplate rows, JdbcClient database) {
        this.rows = rows;
        this.database = database;
    }

    /** Says whether it was entered: false when that occasion was told to that subscriber before. */
    public boolean enter(Delivery row) {
        try {
            rows.insert(row);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    boolean anySince(String subscription, String topic, Instant then) {
        return rows.exists(
                Query.query(Criteria.where("subscription")
                        .is(subscription)
                        .and("topic")
                        .is(topic)
                        .and("createdAt")
                        .greaterThanOrEquals(then)),
                Delivery.class);
    }

    public Optional<Delivery> find(String id) {
        return Optional.ofNullable(rows.findById(id, Delivery.class));
    }

    public Page<Delivery> of(String subscription, Pageable page) {
        return rows.findAll(Query.query(Criteria.where("subscription").is(subscription)), Delivery.class, page);
    }

    /** Writes what became of an attempt; what is over stays over. */
    public void attempted(String id, DeliveryState state, @Nullable String answer, @Nullable String trouble) {
        database.sql("""
                        update delivery set state = :state, attempts = attempts + 1, answer = :answer, trouble = :trouble,
                            updated_at = :now
                        where id = :id and state = 'pending'""")
                .param("state", state.word())
                .param("answer", cut(answer, 255))
                .param("trouble", cut(trouble, 1000))
                .param("now", Instant.now().toEpochMilli())
                .param("id", id)
                .update();
    }

    /** Nobody tries it any more; what it failed by stays told. */
    public void giveUp(String id) {
        database.sql("update delivery set state = 'failed', updated_at = :now where id = :id and state = 'pending'")
                .param("now", Instant.now().toEpochMilli())
                .param("id", id)
                .update();
    }

    /** Those that nobody seems to have begun with, or to try any more. */
    public List<Delivery> forgotten(Instant neverTriedSince, Instant silentSince, int most) {
        var pending = Criteria.where("state").is(DeliveryState.PENDING);
        var neverTried = Criteria.where("attempts").is(0).and("createdAt").lessThan(neverTriedSince);
        return rows.findAll(
                        Query.query(Criteria.from(
                                pending,
                                neverTried.or(Criteria.where("updatedAt").lessThan(silentSince)))),
                        Delivery.class,
                        PageRequest.of(0, most, Sort.by("createdAt")))
                .getContent();
    }

    public void deleteOver(Instant before) {
        database.sql("delete from delivery where state <> 'pending' and created_at < :before")
                .param("before", before.toEpochMilli())
                .update();
    }

    void deleteOf(String subscription) {
        database.sql("delete from delivery where subscription = :name")
                .param("name", subscription)
                .update();
    }

    private static @Nullable String cut(@Nullable String text, int most) {
        return text == null ? null : text.substring(0, Math.min(most, text.length()));
    }
}
