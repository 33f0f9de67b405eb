package io.metalwright.cmdb.bmc;

import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Credentials that BMCs refused, by a fingerprint that tells nothing of them, and the last word of a person that a BMC was mended. */
@Repository
public final class BmcRefusals {
    private static final String THERE = " where protocol = :protocol and address = :address and port = :port";

    private final JdbcClient database;

    BmcRefusals(JdbcClient database) {
        this.database = database;
    }

    /** Why that BMC refused it. */
    public Optional<String> find(BmcPlace bmc, String fingerprint) {
        return at(bmc, "select reason from bmc_refusal" + THERE + " and fingerprint = :fingerprint")
                .param("fingerprint", fingerprint)
                .query(String.class)
                .optional();
    }

    /** A second refusal adds nothing to the first. */
    public void enter(BmcPlace bmc, String fingerprint, String reason) {
        try {
            at(bmc, """
                    insert into bmc_refusal (protocol, address, port, fingerprint, reason, refused_at)
                        values (:protocol, :address, :port, :fingerprint, :reason, :now)""")
                    .param("fingerprint", fingerprint)
                    .param("reason", reason)
                    .param("now", Instant.now().toEpochMilli())
                    .update();
        } catch (DuplicateKeyException e) {
            // Another worker was refused at the same time.
        }
    }

    /** Whatever was refused there may be tried once more. */
    public void forget(BmcPlace bmc) {
        at(bmc, "delete from bmc_refusal" + THERE).update();
    }

    /** Whether this word is another than the last one that was heard of this BMC. */
    public boolean hear(BmcPlace bmc, String word) {
        if (at(bmc, "select word from bmc_mended" + THERE)
                .query(String.class)
                .optional()
                .filter(word::equals)
                .isPresent()) {
            return false;
        }
        at(bmc, "delete from bmc_mended" + THERE).update();
        try {
            at(bmc, "insert into bmc_mended (protocol, address, port, word) values (:protocol, :address, :port, :word)")
                    .param("word", word)
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            // Another worker hears it at this moment, and one of us is enough.
            return false;
        }
    }

    private JdbcClient.StatementSpec at(BmcPlace bmc, String statement) {
        return database.sql(statement)
                .param("protocol", bmc.protocol().word())
                .param("address", bmc.address())
                .param("port", bmc.port());
    }
}
