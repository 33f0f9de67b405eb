package io.metalwright.cmdb.secret;

import io.metalwright.model.SecretReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Secrets at rest. */
@Repository
public final class Secrets {
    private final JdbcAggregateTemplate rows;
    private final JdbcClient database;
    private final Seal seal;

    Secrets(JdbcAggregateTemplate rows, JdbcClient database, Seal seal) {
        this.rows = rows;
        this.database = database;
        this.seal = seal;
    }

    /** Keeps it under this name in place of what was there. */
    public void put(SecretReference name, String plain) {
        var row = sealed(name, plain);
        if (rows.existsById(name, SecretRow.class)) {
            rows.update(row);
        } else if (!insert(row)) {
            rows.update(row);
        }
    }

    /** Keeps it unless there is one of that name; says whether it did. */
    public boolean putIfAbsent(SecretReference name, String plain) {
        return !rows.existsById(name, SecretRow.class) && insert(sealed(name, plain));
    }

    public boolean holds(SecretReference name) {
        return rows.existsById(name, SecretRow.class);
    }

    public Optional<byte[]> find(SecretReference name) {
        return Optional.ofNullable(rows.findById(name, SecretRow.class)).map(row -> {
            if (!row.keyId().equals(seal.keyId())) {
                throw new IllegalStateException("open " + name + ": it was sealed with key " + row.keyId()
                        + ", and the key file holds " + seal.keyId() + ". Bring back the key file of then.");
            }
            return seal.open(name.value(), row.sealed());
        });
    }

    public void delete(SecretReference name) {
        rows.deleteById(name, SecretRow.class);
    }

    /** Forgets every secret whose name begins so: {@code secret:bmc/m-4k2j9x7q}. */
    public void deleteBelow(String prefix) {
        database.sql("delete from secret where name = :name or substring(name, 1, :length) = :folder")
                .param("name", prefix)
                .param("folder", prefix + "/")
                .param("length", prefix.length() + 1)
                .update();
    }

    /** The names of those that {@link #deleteBelow} would forget. */
    public Set<SecretReference> below(String prefix) {
        return Set.copyOf(
                database.sql("select name from secret where name = :name or substring(name, 1, :length) = :folder")
                        .param("name", prefix)
                        .param("folder", prefix + "/")
                        .param("length", prefix.length() + 1)
                        .query((row, number) -> SecretReference.of(row.getString(1)))
                        .list());
    }

    private SecretRow sealed(SecretReference name, String plain) {
        return new SecretRow(
                name,
                seal.keyId(),
                seal.seal(name.value(), plain.getBytes(StandardCharsets.UTF_8)),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private boolean insert(SecretRow row) {
        try {
            rows.insert(row);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
