package io.metalwright.activities.power;

import io.metalwright.model.bmc.BrokerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where callers queue for one BMC, and what is remembered of it between them. */
final class BmcDesk implements AutoCloseable {
    /** A storm of retries stops here; whoever is turned away comes again later. */
    private static final int MOST_WAITING = 100;

    private final Turns turns = new Turns(MOST_WAITING);
    private final Breaker breaker = new Breaker();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final BmcAddress address;
    private final BmcLogin login;
    private final RefusalBook refusals;
    private final BrokerFigures figures;
    private volatile boolean busy;
    private volatile @Nullable Instant lastAnswer;
    private volatile @Nullable Visit visit;
    private @Nullable Unheard unheard;

    /** When the BMC last did not answer. */
    private record Unheard(long at, BmcFailure.Unreachable failure) {}

    /** A session that is kept for the next caller. */
    private record Visit(Bmc bmc, CredentialFingerprint credential, long lastUsed) {}

    BmcDesk(BmcAddress address, BmcLogin login, RefusalBook refusals, BrokerFigures figures) {
        this.address = address;
        this.login = login;
        this.refusals = refusals;
        this.figures = figures;
    }

    <T> T serve(Urgency urgency, BmcCredential credential, CredentialFingerprint fingerprint, Function<Bmc, T> work) {
        return inTurn(urgency, () -> {
            Bmc bmc = session(credential, fingerprint);
            try {
                return work.apply(bmc);
            } catch (BmcFailure.Unreachable | BmcFailure.Nonsense e) {
                // The session may be gone with the BMC's memory of it; the next caller gets a new one.
                drop();
                throw e;
            } finally {
                if (visit != null) {
                    visit = new Visit(bmc, fingerprint, System.nanoTime());
                }
            }
        });
    }

    /** A login that nobody shares, for what takes long. */
    Bmc loginApart(BmcCredential credential, CredentialFingerprint fingerprint) {
        return inTurn(Urgency.PERSON, () -> login(credential, fingerprint));
    }

    private <T> T inTurn(Urgency urgency, Supplier<T> call) {
        breaker.admit(urgency, address, Instant.now());
        long came = System.nanoTime();
        awaitTurn(urgency);
        long began = System.nanoTime();
        busy = true;
        var outcome = BrokerFigures.Outcome.BROKEN;
        try {
            shareSilence(came);
            T answer = ask(call);
            outcome = BrokerFigures.Outcome.ANSWERED;
            return answer;
        } catch (BmcFailure e) {
            outcome = BrokerFigures.Outcome.of(e);
            throw e;
        } finally {
            busy = false;
            turns.end();
            long ended = System.nanoTime();
            figures.served(urgency, outcome, Duration.ofNanos(began - came), Duration.ofNanos(ended - began));
        }
    }

    private void awaitTurn(Urgency urgency) {
        try {
            if (!turns.await(urgency)) {
                throw new BmcFailure.Unreachable(
                        "Wait for BMC " + address + ": " + MOST_WAITING + " others wait for it already.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BmcFailure.Unreachable("Wait for BMC " + address + ": interrupted while others used it.", e);
        }
    }

    /** Whoever stood in the queue while the BMC did not answer has waited as long: a hundred callers shall not wait one after the other. */
    private void shareSilence(long came) {
        Unheard last = unheard;
        if (last != null && last.at() - came > 0) {
            throw new BmcFailure.Unreachable(
                    last.failure().getMessage() + " (Another caller found so while this one waited.)", last.failure());
        }
    }

    private <T> T ask(Supplier<T> call) {
        calls.incrementAndGet();
        try {
            T answer = call.get();
            heard();
            return answer;
        } catch (BmcFailure.Unreachable e) {
            unanswered.incrementAndGet();
            unheard = new Unheard(System.nanoTime(), e);
            breaker.inVain(Instant.now(), String.valueOf(e.getMessage()));
            throw e;
        } catch (BmcFailure.CredentialRefused e) {
            // Perhaps it was not asked at all: the login tells.
            throw e;
        } catch (BmcFailure e) {
            heard();
            throw e;
        }
    }

    private void heard() {
        lastAnswer = Instant.now();
        breaker.answered();
    }

    private Bmc session(BmcCredential credential, CredentialFingerprint fingerprint) {
        Visit open = visit;
        if (open != null && open.credential().equals(fingerprint)) {
            return open.bmc();
        }
        drop();
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
            heard();
            refusals.enter(address, fingerprint, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    BrokerState state() {
        var silence = breaker.silence();
        return new BrokerState(
                busy,
                turns.waiting(),
                visit != null,
                calls.get(),
                unanswered.get(),
                lastAnswer,
                silence.map(Breaker.Silence::since).orElse(null),
                silence.map(Breaker.Silence::nextPoll).orElse(null),
                silence.map(Breaker.Silence::failure).orElse(null));
    }

    /** A caller who is at it now makes the session young again, so there is nothing to wait for. */
    void closeIfIdle(Duration idle) {
        if (!turns.tryNow()) {
            return;
        }
        try {
            Visit open = visit;
            if (open != null && System.nanoTime() - open.lastUsed() >= idle.toNanos()) {
                drop();
            }
        } finally {
            turns.end();
        }
    }

    /** Once whoever is at it has done. */
    @Override
    public void close() {
        turns.awaitWhateverHappens();
        try {
            drop();
        } finally {
            turns.end();
        }
    }

    private void drop() {
        Visit open = visit;
        if (open != null) {
            visit = null;
            open.bmc().close();
        }
    }
}
