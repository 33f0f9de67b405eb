package io.metalwright.activities.power;

import io.metalwright.model.bmc.BrokerState;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one way to a BMC for everybody in this process. All share a BMC's session, one after the other, the most urgent first; a session that nobody used for a while is closed;
 * and a credential that a BMC refused once is not tried there again, by nobody, before BMCs lock the account.
 */
public final class BmcBroker implements AutoCloseable {
    /** Well below the 60 s after which BMCs forget a session by themselves (IPMI 2.0 section 6.12.15). */
    public static final Duration IDLE = Duration.ofSeconds(30);

    private static final int FINGERPRINT_KEY = 32;

    private final Map<BmcAddress, BmcDesk> desks = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("bmc-idle").factory());
    private final BmcLogin login;
    private final Duration idle;
    private final RefusalBook refusals;
    private final byte[] fingerprintKey;
    private final BrokerFigures figures = new BrokerFigures();

    /** Remembers refusals for as long as it lives. */
    public BmcBroker(BmcLogin login, Duration idle) {
        this(login, idle, RefusalBook.inMemory(), SecureRandom.getSeed(FINGERPRINT_KEY));
    }

    /**
     * @param refusals shared by all who speak to the same BMCs, and kept when they end
     * @param fingerprintKey the same for all who share the book
     */
    public BmcBroker(BmcLogin login, Duration idle, RefusalBook refusals, byte[] fingerprintKey) {
        this.login = login;
        this.idle = idle;
        this.refusals = refusals;
        this.fingerprintKey = fingerprintKey.clone();
    }

    /** As {@link #with(BmcAddress, BmcCredential, Urgency, Function)} for a run. */
    public <T> T with(BmcAddress address, BmcCredential credential, Function<Bmc, T> work) {
        return with(address, credential, Urgency.RUN, work);
    }

    /**
     * Does some work with a BMC while nobody else does. Keep it short, and do not keep the BMC.
     *
     * @param urgency who is served first of those that wait; a poll is not let through at all to a BMC that has been silent, except now and then
     * @throws BmcFailure.CredentialRefused also without asking the BMC, if it refused this credential before
     * @throws BmcFailure if the BMC does not do as told; after {@link BmcFailure.Unreachable} the next call logs in anew
     */
    public <T> T with(BmcAddress address, BmcCredential credential, Urgency urgency, Function<Bmc, T> work) {
        BmcDesk desk = desk(address);
        try {
            return desk.serve(urgency, credential, CredentialFingerprint.of(credential, fingerprintKey), work);
        } finally {
            clock.schedule(() -> desk.closeIfIdle(idle), idle.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * A login of the caller's own, beside the shared one, for what takes long; the caller closes it. It keeps to the same refusals.
     *
     * @throws BmcFailure as {@link #with} does
     */
    public Bmc loginApart(BmcAddress address, BmcCredential credential) {
        return desk(address).loginApart(credential, CredentialFingerprint.of(credential, fingerprintKey));
    }

    /** Allows one more try with credentials that this BMC refused: somebody says that the BMC was changed meanwhile. */
    public void clearRefusals(BmcAddress address) {
        refusals.forget(address);
    }

    /** As {@link #clearRefusals}, once for each word by which a person says so. */
    public void mended(BmcAddress address, String word) {
        if (refusals.hear(address, word)) {
            refusals.forget(address);
        }
    }

    /** What is known of one BMC without asking it. */
    public BrokerState state(BmcAddress address) {
        return desk(address).state();
    }

    /** What is known of all BMCs that somebody asked. */
    public Map<BmcAddress, BrokerState> states() {
        return desks.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, desk -> desk.getValue().state()));
    }

    public BrokerFigures figures() {
        return figures;
    }

    private BmcDesk desk(BmcAddress address) {
        return desks.computeIfAbsent(address, unknown -> new BmcDesk(unknown, login, refusals, figures));
    }

    /** Logs out everywhere. */
    @Override
    public void close() {
        clock.shutdownNow();
        desks.values().forEach(BmcDesk::close);
    }
}
