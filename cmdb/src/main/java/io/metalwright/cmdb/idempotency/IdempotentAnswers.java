package io.metalwright.cmdb.idempotency;

import io.metalwright.cmdb.secret.Seal.Sealed;
import io.metalwright.model.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The answers given to requests that carried an {@code Idempotency-Key}, for a day. */
@Repository
public final class IdempotentAnswers {
    public static final Duration KEPT = Duration.ofDays(1);

    /** After this long a request without an answer was cut off, and its key may be used again. */
    private static final Duration CUT_OFF = Duration.ofMinutes(2);

    private final JdbcClient database;

    IdempotentAnswers(JdbcClient database) {
        this.database = database;
    }

    /**
     * @param status null while the request is being answered
     * @param sealedAnswer an answer may hold a secret, so it lies sealed
     */
    public record Kept(
            Sha256 requestSum,
            @Nullable Integer status,
            @Nullable Sealed sealedAnswer) {}

    /** Claims a key for a request. Empty: it is ours to answer. Else what another request under this key has come to. */
    public Optional<Kept> claim(String who, String key, Sha256 requestSum) {
        forget(Instant.now());
        try {
            database.sql("""
                            insert into idempotent_answer (who, idempotency_key, request_sum, created_at)
                            values (:who, :key, :sum, :now)""")
                    .param("who", who)
                    .param("key", key)
                    .param("sum", requestSum.hex())
                    .param("now", Instant.now().toEpochMilli())
                    .update();
            return Optional.empty();
        } catch (DuplicateKeyException e) {
            return database.sql("""
                            select request_sum, answer_status, key_id, sealed_answer from idempotent_answer
                            where who = :who and idempotency_key = :key""")
                    .param("who", who)
                    .param("key", key)
                    .query((row, number) -> new Kept(
                            Sha256.of(row.getString(1)),
                            row.getObject(2, Integer.class),
                            row.getString(4) == null ? null : new Sealed(row.getString(3), row.getString(4))))
                    .optional();
        }
    }

    public void keep(String who, String key, int status, Sealed sealedAnswer) {
        database.sql("""
                        update idempotent_answer set answer_status = :status, key_id = :keyId, sealed_answer = :answer
                        where who = :who and idempotency_key = :key""")
                .param("status", status)
                .param("keyId", sealedAnswer.keyId())
                .param("answer", sealedAnswer.text())
                .param("who", who)
                .param("key", key)
                .update();
    }

    /** Frees a key whose request failed in a way that may pass. */
    public void free(String who, String key) {
        database.sql("delete from idempotent_answer where who = :who and idempotency_key = :key")
                .param("who", who)
                .param("key", key)
                .update();
    }

    private void forget(Instant now) {
        database.sql("""
                        delete from idempotent_answer
                        where created_at < :old or (answer_status is null and created_at < :cutOff)""")
                .param("old", now.minus(KEPT).toEpochMilli())
                .param("cutOff", now.minus(CUT_OFF).toEpochMilli())
                .update();
    }
}
