package io.metalwright.cmdb.image;

import io.metalwright.cmdb.TextSearch;
import io.metalwright.model.image.ImageManifest;
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

/** The images by name. */
@Repository
public final class Images {
    private final JdbcAggregateTemplate rows;
    private final JdbcClient database;

    Images(JdbcAggregateTemplate rows, JdbcClient database) {
        this.rows = rows;
        this.database = database;
    }

    public Optional<Image> find(String name) {
        return Optional.ofNullable(rows.findById(name, Image.class));
    }

    public Page<Image> search(@Nullable String search, Pageable page) {
        var criteria = search == null || search.isBlank()
                ? Criteria.empty()
                : TextSearch.in(List.of("name", "source", "format"), List.of("digest"), search);
        return rows.findAll(Query.query(criteria), Image.class, page);
    }

    public List<Image> importing() {
        return rows.findAll(Query.query(Criteria.where("state").is(ImageState.IMPORTING)), Image.class);
    }

    /** An import begins. */
    public void recordImport(String name, String source) {
        var now = Instant.now();
        if (mark(name, ImageState.IMPORTING, null, source) == 0) {
            insertOr(
                    new Image(name, null, 0, 0, 0, 0, null, source, ImageState.IMPORTING, null, now, now),
                    () -> mark(name, ImageState.IMPORTING, null, source));
        }
    }

    /** An import ended without an image. */
    public void recordFailure(String name, String error) {
        mark(name, ImageState.FAILED, error.substring(0, Math.min(4000, error.length())), null);
    }

    /** The image is there. */
    public void recordReady(String name, ImageManifest manifest, String format, String source) {
        var now = Instant.now();
        var ready = new Image(
                name,
                manifest.digest(),
                manifest.sizeBytes(),
                manifest.dataBytes(),
                manifest.storedBytes(),
                manifest.chunks().size(),
                format,
                source,
                ImageState.READY,
                null,
                find(name).map(Image::createdAt).orElse(now),
                now);
        if (find(name).isPresent()) {
            rows.update(ready);
        } else {
            insertOr(ready, () -> rows.update(ready));
        }
    }

    private int mark(String name, ImageState state, @Nullable String error, @Nullable String source) {
        return database.sql("""
                        update image set state = :state, error = :error, source = coalesce(:source, source), updated_at = :now
                        where name = :name""")
                .param("state", state.word())
                .param("error", error)
                .param("source", source)
                .param("now", Instant.now().toEpochMilli())
                .param("name", name)
                .update();
    }

    private void insertOr(Image image, Runnable whenThere) {
        try {
            rows.insert(image);
        } catch (DuplicateKeyException e) {
            whenThere.run();
        }
    }

    public void delete(String name) {
        rows.deleteById(name, Image.class);
    }
}
