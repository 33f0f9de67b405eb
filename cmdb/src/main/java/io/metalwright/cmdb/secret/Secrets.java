package io.metalwright.cmdb.secret;

import io.metalwright.cmdb.secret.Seal.Sealed;
import io.metalwright.model.SecretReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
        return Optional.ofNullable(rows.findById(name, SecretRow.class))
                .map(row -> seal.open(name.value(), new Sealed(row.keyId(), row.sealed())));
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

    /**
     * A key, and what lies under it.
     *
     * @param id {@linkplain Key#id() its id}
     * @param held false: it is not at hand, and what it sealed cannot be opened
     * @param sealing what is kept from now on is sealed with it
     */
    public record KeyUse(String id, boolean held, boolean sealing, long secrets) {}

    /** The keys at hand, in their order, and then those that are missed. */
    public List<KeyUse> keys() {
        var counts = new TreeMap<String, Long>();
        database.sql("select key_id, count(*) from secret group by key_id")
                .query((row, number) -> counts.put(row.getString(1), row.getLong(2)))
                .list();
        var sealing = seal.keys().newest();
        var uses = new ArrayList<KeyUse>();
        for (var key : seal.keys().all()) {
            var count = counts.remove(key.id());
            uses.add(new KeyUse(key.id(), true, key.equals(sealing), count == null ? 0 : count));
        }
        counts.forEach((id, count) -> uses.add(new KeyUse(id, false, false, count)));
        return uses;
    }

    /** Seals with the first key what lies under another. Returns how many they were; what is put meanwhile stays as it was put. */
    public int sealAnew() {
        var key = seal.keys().newest();
        return database
                .sql("select name, key_id, sealed from secret where key_id <> :key")
                .param("key", key.id())
                .query((row, number) -> sealAnew(key, row.getString(1), new Sealed(row.getString(2), row.getString(3))))
                .list()
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private int sealAnew(Key key, String name, Sealed before) {
        var sealed = seal.seal(key, name, seal.open(name, before));
        return database.sql("update secret set key_id = :key, sealed = :sealed where name = :name and sealed = :before")
                .param("key", sealed.keyId())
                .param("sealed", sealed.text())
                .param("name", name)
                .param("before", before.text())
                .update();
    }

    private SecretRow sealed(SecretReference name, String plain) {
        var sealed = seal.seal(name.value(), plain.getBytes(StandardCharsets.UTF_8));
        return new SecretRow(name, sealed.keyId(), sealed.text(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
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
