package io.metalwright.activities.power;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where callers queue for one BMC, and what is remembered of it between them. */
final class BmcDesk implements AutoCloseable {
    private final ReentrantLock turn = new ReentrantLock(true);
    private final BmcAddress address;
    private final BmcLogin login;
    private final RefusalBook refusals;
    private @Nullable Visit visit;
    private @Nullable Silence silence;

    /** When the BMC last did not answer. */
    private record Silence(long since, BmcFailure.Unreachable failure) {}

    /** A session that is kept for the next caller. */
    private record Visit(Bmc bmc, CredentialFingerprint credential, long lastUsed) {}

    BmcDesk(BmcAddress address, BmcLogin login, RefusalBook refusals) {
        this.address = address;
        this.login = login;
        this.refusals = refusals;
    }

    <T> T serve(BmcCredential credential, CredentialFingerprint fingerprint, Function<Bmc, T> work) {
        awaitTurn();
        try {
            Bmc bmc = session(credential, fingerprint);
            try {
                return work.apply(bmc);
            } catch (BmcFailure.Unreachable e) {
                // The session may be gone with the BMC's memory of it; the next caller gets a new one.
                close();
                silence = new Silence(System.nanoTime(), e);
                throw e;
            } catch (BmcFailure.Nonsense e) {
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

    /** A login that nobody shares, for what takes long. */
    Bmc loginApart(BmcCredential credential, CredentialFingerprint fingerprint) {
        awaitTurn();
        try {
            return login(credential, fingerprint);
        } finally {
            turn.unlock();
        }
    }

    private void awaitTurn() {
        long came = System.nanoTime();
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BmcFailure.Unreachable("Wait for BMC " + address + ": interrupted while others used it.", e);
        }
        try {
            shareSilence(came);
        } catch (BmcFailure e) {
            turn.unlock();
            throw e;
        }
    }

    /** Whoever stood in the queue while the BMC did not answer has waited as long: a hundred callers shall not wait one after the other. */
    private void shareSilence(long came) {
        Silence heard = silence;
        if (heard != null && heard.since() - came > 0) {
            throw new BmcFailure.Unreachable(
                    heard.failure().getMessage() + " (Another caller found so while this one waited.)",
                    heard.failure());
        }
    }

    private Bmc session(BmcCredential credential, CredentialFingerprint fingerprint) {
        Visit open = visit;
        if (open != null && open.credential().equals(fingerprint)) {
            return open.bmc();
        }
        close();
        Bmc bmc = login(credential, fingerprint);
        visit = new Visit(bmc, fingerprint, System.nanoTime());
        return bmc;
    }

    private Bmc login(BmcCredential credential, CredentialFingerprint fingerprint) {
        Optional<String> earlier = refusals.refusal(address, fingerprint);
        if (earlier.isPresent()) {
            throw new BmcFailure.CredentialRefused("Log in to BMC " + address + " as '" + credential.user()
                    + "': not tried, because the BMC refused this credential before. Correct the credential; or, if the BMC was"
                    + " changed to fit it, clear the refusal. The refusal was: " + earlier.get());
        }
        try {
            return login.login(address, credential);
        } catch (BmcFailure.CredentialRefused e) {
            refusals.enter(address, fingerprint, String.valueOf(e.getMessage()));
            throw e;
        } catch (BmcFailure.Unreachable e) {
            silence = new Silence(System.nanoTime(), e);
            throw e;
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
