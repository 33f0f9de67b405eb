package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.model.Sha256;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which certificate, or SSH host key, each port of a BMC showed when it was first spoken to. BMCs sign their own, so nobody else vouches for one; that
 * it stays the same is what can be known.
 */
public interface CertificatePins {
    /** SHA-256 of the certificate's DER form, or of the host key's wire form. */
    Optional<Sha256> pinned(BmcAddress address);

    /** Of two that pin at once, the first counts. */
    void pin(BmcAddress address, Sha256 certificate);

    /** Known for as long as the process lives. */
    static CertificatePins inMemory() {
        Map<BmcAddress, Sha256> pins = new ConcurrentHashMap<>();
        return new CertificatePins() {
            @Override
            public Optional<Sha256> pinned(BmcAddress address) {
                return Optional.ofNullable(pins.get(address));
            }

            @Override
            public void pin(BmcAddress address, Sha256 certificate) {
                pins.putIfAbsent(address, certificate);
            }
        };
    }
}
