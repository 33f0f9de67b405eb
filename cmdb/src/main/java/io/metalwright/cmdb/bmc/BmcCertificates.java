package io.metalwright.cmdb.bmc;

import io.metalwright.model.Sha256;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The certificate that each BMC showed when it was first spoken to. */
@Repository
public final class BmcCertificates {
    private final JdbcClient database;

    BmcCertificates(JdbcClient database) {
        this.database = database;
    }

    public Optional<Sha256> find(String address, int port) {
        return database.sql("select certificate from bmc_certificate where address = :address and port = :port")
                .param("address", address)
                .param("port", port)
                .query(String.class)
                .optional()
                .map(Sha256::of);
    }

    /** Says whether it counts: false when another was there first. */
    public boolean enter(String address, int port, Sha256 certificate) {
        try {
            return database.sql("""
                                    insert into bmc_certificate (address, port, certificate, seen_at)
                                        values (:address, :port, :certificate, :now)""")
                            .param("address", address)
                            .param("port", port)
                            .param("certificate", certificate.hex())
                            .param("now", Instant.now().toEpochMilli())
                            .update()
                    > 0;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** The next ones that are shown there count, at each of its ports: who exchanges a BMC exchanges its SSH host key too. */
    public void forget(String address) {
        database.sql("delete from bmc_certificate where address = :address")
                .param("address", address)
                .update();
    }
}
