package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.model.Sha256;
import java.security.PublicKey;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/** Trusts a BMC by the SSH host key that it showed first, known by the SHA-256 of its wire form (RFC 4253 section 6.6). */
final class PinnedHostKey implements HostKeyVerifier {
    private final BmcAddress place;
    private final CertificatePins pins;
    private volatile @Nullable Sha256 shown;

    PinnedHostKey(BmcAddress place, CertificatePins pins) {
        this.place = place;
        this.pins = pins;
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        var sum = Sha256.sumOf(new Buffer.PlainBuffer().putPublicKey(key).getCompactData());
        shown = sum;
        if (pins.pinned(place).isEmpty()) {
            pins.pin(place, sum);
        }
        return pins.pinned(place).filter(sum::equals).isPresent();
    }

    /** Of which kind the first was is not kept; a server offers the same kinds in the same order. */
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return List.of();
    }

    /** The key that the server showed, or null before it showed one. */
    @Nullable
    Sha256 shown() {
        return shown;
    }
}
