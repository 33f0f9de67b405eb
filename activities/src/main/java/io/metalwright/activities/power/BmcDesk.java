package io.metalwright.activities.power;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where callers queue for one BMC, and what is remembered of it between them. */
final class BmcDesk implements AutoCloseable {
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Map<CredentialFingerprint, BmcFailure.CredentialRefused> refused = new HashMap<>();
    private final BmcAddress address;
    private final BmcLogin login;
    private @Nullable Visit visit;

    /** A session that is kept for the next caller. */
    private record Visit(Bmc bmc, CredentialFingerprint credential, long lastUsed) {}

    BmcDesk(BmcAddress address, BmcLogin login) {
        this.address = address;
        this.login = login;
    }

    <T> T serve(BmcCredential credential, Function<Bmc, T> work) {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BmcFailure.Unreachable("Wait for BMC " + address + ": interrupted while others used it.", e);
        }
        try {
            CredentialFingerprint fingerprint = CredentialFingerprint.of(credential);
            Bmc bmc = session(credential, fingerprint);
            try {
                return work.apply(bmc);
            } catch (BmcFailure.Unreachable | BmcFailure.Nonsense e) {
                // The session may be gone with the BMC's memory of it; the next caller gets a new one.
                close();
                throw e;
            } finally {
                if (visit != null) {
                    visit = new Visit(bmc, fingerprint, System.nanoTime());
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private Bmc session(BmcCredential credential, CredentialFingerprint fingerprint) {
        Visit open = visit;
        if (open != null && open.credential().equals(fingerprint)) {
            return open.bmc();
        }
        close();
        BmcFailure.CredentialRefused earlier = refused.get(fingerprint);
        if (earlier != null) {
            throw new BmcFailure.CredentialRefused(
                    "Log in to BMC " + address + " as '" + credential.user()
                            + "': not tried, because the BMC refused this credential before. Correct the credential; or, if the BMC was"
                            + " changed to fit it, clear the refusal. The refusal was: " + earlier.getMessage(),
                    earlier);
        }
        try {
            Bmc bmc = login.login(address, credential);
            visit = new Visit(bmc, fingerprint, System.nanoTime());
            return bmc;
        } catch (BmcFailure.CredentialRefused e) {
            refused.put(fingerprint, e);
            throw e;
        }
    }

    void clearRefusals() {
        turn.lock();
        try {
            refused.clear();
        } finally {
            turn.unlock();
        }
    }

    /** A caller who is at it now makes the session young again, so there is nothing to wait for. */
    void closeIfIdle(Duration idle) {
        if (!turn.tryLock()) {
            return;
        }
        try {
            if (visit != null && System.nanoTime() - visit.lastUsed() >= idle.toNanos()) {
                close();
            }
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            if (visit != null) {
                visit.bmc().close();
                visit = null;
            }
        } finally {
            turn.unlock();
        }
    }
}
