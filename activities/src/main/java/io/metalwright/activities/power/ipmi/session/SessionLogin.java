package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.OpenSessionRequest;
import io.metalwright.activities.power.ipmi.wire.OpenSessionResponse;
import io.metalwright.activities.power.ipmi.wire.PayloadType;
import io.metalwright.activities.power.ipmi.wire.PrivilegeLevel;
import io.metalwright.activities.power.ipmi.wire.Rakp1;
import io.metalwright.activities.power.ipmi.wire.Rakp2;
import io.metalwright.activities.power.ipmi.wire.Rakp3;
import io.metalwright.activities.power.ipmi.wire.Rakp4;
import io.metalwright.activities.power.ipmi.wire.SessionPacket;
import io.metalwright.activities.power.ipmi.wire.SessionStatus;
import io.metalwright.activities.power.ipmi.wire.SetSessionPrivilegeLevel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Opens RMCP+ sessions: Open Session, RAKP 1 to 4, and administrator privilege (IPMI 2.0 section 13.15). A set-up that the BMC lost half-way is begun
 * anew; a refused credential never is.
 */
public final class SessionLogin {
    private static final PrivilegeLevel ROLE = PrivilegeLevel.ADMINISTRATOR;
    private static final int LONGEST_USER = 16;
    private static final int LONGEST_PASSWORD = 20;
    private static final int ATTEMPTS = 3;

    private final SecureRandom random = new SecureRandom();
    private final RmcpSocket socket;
    private final Patience patience;
    private final CipherOffers offers;

    /** @param suites that are tried, best first. A BMC that knows no suite of ours is told of, not talked down to a worse one. */
    public SessionLogin(RmcpSocket socket, Patience patience, List<Algorithms> suites) {
        this.socket = socket;
        this.patience = patience;
        this.offers = new CipherOffers(suites);
    }

    /**
     * @throws BmcFailure.CredentialRefused after the first refusal
     * @throws BmcFailure if the BMC does not answer, has no session to spare, or does not understand
     */
    public Session open(BmcAddress address, BmcCredential credential) {
        byte[] password = credential.password();
        try {
            checkLengths(address, credential.user(), password);
            InetSocketAddress remote = RmcpSocket.resolve(address);
            Iterator<Algorithms> suites = offers.to(address).iterator();
            while (true) {
                Algorithms suite = suites.next();
                try {
                    Session session =
                            open(new Attempt(address, remote, credential.user(), password, suite, suites.hasNext()));
                    offers.took(address, suite);
                    return session;
                } catch (SuiteRefused e) {
                    if (!suites.hasNext()) {
                        throw e.reason();
                    }
                }
            }
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    private static Session open(Attempt attempt) throws SuiteRefused {
        for (int tries = 1; ; tries++) {
            try {
                return attempt.open();
            } catch (SetupLost e) {
                if (tries == ATTEMPTS) {
                    throw e.reason();
                }
            }
        }
    }

    private static void checkLengths(BmcAddress address, String user, byte[] password) {
        if (user.length() > LONGEST_USER || password.length > LONGEST_PASSWORD) {
            throw new BmcFailure.CredentialRefused(
                    "Log in to BMC " + address + " as '" + user
                            + "': IPMI takes a name of at most 16 and a password of at most 20 octets. Shorten them on the BMC and in the credential.");
        }
    }

    /** The BMC took part and then forgot about it, as far as can be seen: worth another attempt. */
    private static final class SetupLost extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient BmcFailure reason;

        SetupLost(BmcFailure reason) {
            super(reason);
            this.reason = reason;
        }

        BmcFailure reason() {
            return reason;
        }
    }

    /** The BMC does not take this cipher suite, before any credential was shown to it: another one may be tried. */
    private static final class SuiteRefused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient BmcFailure reason;

        SuiteRefused(BmcFailure reason) {
            super(reason);
            this.reason = reason;
        }

        BmcFailure reason() {
            return reason;
        }
    }

    /** One pass through the set-up. */
    private final class Attempt {
        private final BmcAddress address;
        private final InetSocketAddress remote;
        private final String user;
        private final byte[] password;
        private final Algorithms algorithms;
        private final boolean moreSuites;
        private int rakp1Sent;

        Attempt(
                BmcAddress address,
                InetSocketAddress remote,
                String user,
                byte[] password,
                Algorithms algorithms,
                boolean moreSuites) {
            this.address = address;
            this.remote = remote;
            this.user = user;
            this.password = password;
            this.algorithms = algorithms;
            this.moreSuites = moreSuites;
        }

        Session open() throws SetupLost, SuiteRefused {
            rakp1Sent = 0;
            var session = socket.await(remote, this::newSessionId, Route.Open::new);
            boolean opened = false;
            try (var setup = socket.await(remote, () -> random.nextInt(256), tag -> new Route.Setup(remote, tag))) {
                int tag = setup.route().tag();
                int consoleId = session.route().sessionId();
                int bmcId = openSession(setup.inbox(), tag, consoleId);
                PacketSeal seal = exchangeKeys(setup.inbox(), tag, consoleId, bmcId);
                Session made = new Session(socket, address, patience, session, seal, bmcId);
                opened = true;
                return raised(made);
            } finally {
                if (!opened) {
                    session.close();
                }
            }
        }

        private int newSessionId() {
            return random.nextInt(1, Integer.MAX_VALUE);
        }

        private int openSession(Inbox inbox, int tag, int consoleId) throws SuiteRefused {
            return switch (proposed(inbox, new OpenSessionRequest(tag, ROLE, consoleId, algorithms.suite()))) {
                case OpenSessionResponse.Refused refused -> {
                    BmcFailure failure = refused("Open Session", refused.status());
                    if (SetupRefusal.isOfSuite(refused.status())) {
                        throw new SuiteRefused(failure);
                    }
                    throw failure;
                }
                case OpenSessionResponse.Accepted accepted -> {
                    if (accepted.consoleSessionId() != consoleId
                            || !accepted.suite().equals(algorithms.suite())) {
                        throw new SuiteRefused(new BmcFailure.Nonsense(
                                title() + ": at Open Session the BMC accepted another session or cipher suite ("
                                        + accepted.suite() + ") than was asked for (" + algorithms.suite()
                                        + "). Look for newer firmware of the BMC."));
                    }
                    yield accepted.bmcSessionId();
                }
            };
        }

        /** A BMC may drop what it does not know, so that with another suite at hand silence is not waited for to the end. */
        private OpenSessionResponse proposed(Inbox inbox, OpenSessionRequest request) throws SuiteRefused {
            try {
                return ask(
                        inbox,
                        moreSuites ? part(4) : patience,
                        "RMCP+ Open Session",
                        PayloadType.OPEN_SESSION_REQUEST,
                        request.encode(),
                        PayloadType.OPEN_SESSION_RESPONSE,
                        OpenSessionResponse::decode);
            } catch (BmcFailure.Unreachable | BmcFailure.Nonsense e) {
                throw new SuiteRefused(e);
            }
        }

        private PacketSeal exchangeKeys(Inbox inbox, int tag, int consoleId, int bmcId) throws SetupLost {
            byte[] consoleRandom = new byte[Rakp1.RANDOM_LENGTH];
            random.nextBytes(consoleRandom);
            Rakp1 first = new Rakp1(tag, bmcId, Octets.of(consoleRandom), true, ROLE, user);
            Rakp2.Accepted second = rakp2(inbox, first, consoleId);
            KeyExchange keys = new KeyExchange(algorithms, password, consoleId, first, second);
            if (!MessageDigest.isEqual(keys.bmcProof(), second.keyExchangeCode().toArray())) {
                giveUp(tag, bmcId);
                throw new BmcFailure.CredentialRefused(
                        title()
                                + ": the password is wrong, or the user, which some BMCs do not tell (the code of RAKP 2 differs). Check the credential.");
            }
            byte[] sessionKey = keys.sessionIntegrityKey();
            try {
                Rakp4.Accepted fourth =
                        rakp4(inbox, new Rakp3(tag, SessionStatus.NO_ERROR, bmcId, Octets.of(keys.consoleProof())));
                if (!MessageDigest.isEqual(
                        keys.integrityCheck(sessionKey), fourth.integrityCheck().toArray())) {
                    throw new BmcFailure.CredentialRefused(
                            title()
                                    + ": the password is right, but RAKP 4 was made with another key. Clear the BMC's own key (K_G): it is not supported.");
                }
                return keys.seal(sessionKey, bmcId);
            } finally {
                Arrays.fill(sessionKey, (byte) 0);
            }
        }

        private Rakp2.Accepted rakp2(Inbox inbox, Rakp1 first, int consoleId) throws SetupLost {
            Rakp2 response = askHalfOpen(
                    inbox, "RAKP Message 1", PayloadType.RAKP_1, first.encode(), PayloadType.RAKP_2, Rakp2::decode);
            return switch (response) {
                case Rakp2.Refused refused -> throw refusedHalfOpen("RAKP 2", refused.status());
                case Rakp2.Accepted accepted -> {
                    if (accepted.consoleSessionId() != consoleId) {
                        throw new BmcFailure.Nonsense(
                                title() + ": RAKP 2 came for another session. Look for newer firmware of the BMC.");
                    }
                    yield accepted;
                }
            };
        }

        private Rakp4.Accepted rakp4(Inbox inbox, Rakp3 third) throws SetupLost {
            Rakp4 response = askHalfOpen(
                    inbox, "RAKP Message 3", PayloadType.RAKP_3, third.encode(), PayloadType.RAKP_4, Rakp4::decode);
            return switch (response) {
                case Rakp4.Refused refused -> throw refusedAtRakp4(refused.status());
                case Rakp4.Accepted accepted -> accepted;
            };
        }

        /** A session begins with the privilege of USER, whatever was agreed (section 22.18). */
        private Session raised(Session session) {
            try {
                session.run(new SetSessionPrivilegeLevel(ROLE));
                return session;
            } catch (BmcFailure.Refused e) {
                session.close();
                throw new BmcFailure.CredentialRefused(
                        title() + ": the user may not act as administrator (" + e.getMessage()
                                + ") Give it ADMINISTRATOR privilege on the LAN channel.",
                        e);
            } catch (BmcFailure e) {
                session.close();
                throw e;
            }
        }

        /** Tells the BMC that the half-open session can go (section 13.22). Whether it hears that does not matter. */
        private void giveUp(int tag, int bmcId) {
            Rakp3 farewell = new Rakp3(tag, SessionStatus.INVALID_INTEGRITY_CHECK_VALUE, bmcId, Octets.NONE);
            try {
                socket.send(remote, setupPacket(PayloadType.RAKP_3, farewell.encode()));
            } catch (IOException e) {
                // It forgets the session by itself after a while.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private <T> T askHalfOpen(
                Inbox inbox,
                String name,
                PayloadType type,
                byte[] request,
                PayloadType wanted,
                Function<byte[], T> decode)
                throws SetupLost {
            try {
                return ask(inbox, halfOpenPatience(), name, type, request, wanted, decode);
            } catch (BmcFailure.Unreachable e) {
                throw new SetupLost(e);
            }
        }

        /** The BMC was there a moment ago, so silence now more likely means a lost set-up than a lost BMC. */
        private Patience halfOpenPatience() {
            return part(ATTEMPTS);
        }

        private Patience part(int divisor) {
            Duration part = patience.deadline().dividedBy(divisor);
            return new Patience(
                    patience.firstWait(),
                    patience.growth(),
                    patience.longestWait(),
                    part.compareTo(patience.firstWait()) < 0 ? patience.firstWait() : part);
        }

        private <T> T ask(
                Inbox inbox,
                Patience limit,
                String name,
                PayloadType type,
                byte[] request,
                PayloadType wanted,
                Function<byte[], T> decode) {
            byte[] packet = setupPacket(type, request);
            return new Question(socket, address, inbox, name, limit)
                    .ask(
                            () -> {
                                rakp1Sent += type.equals(PayloadType.RAKP_1) ? 1 : 0;
                                return packet;
                            },
                            arrival -> arrival.packet() instanceof SessionPacket.RmcpPlus plus
                                            && plus.type().equals(wanted)
                                    ? Optional.of(decode.apply(plus.payload().toArray()))
                                    : Optional.empty());
        }

        private byte[] setupPacket(PayloadType type, byte[] payload) {
            return new SessionPacket.RmcpPlus(type, false, false, 0, 0, Octets.of(payload), Octets.NONE).encode();
        }

        private BmcFailure refusedHalfOpen(String message, SessionStatus status) throws SetupLost {
            BmcFailure failure = refused(message, status);
            if (status.equals(SessionStatus.INVALID_SESSION_ID) || status.equals(SessionStatus.INACTIVE_SESSION_ID)) {
                throw new SetupLost(failure);
            }
            return failure;
        }

        /**
         * The BMC's code in RAKP 2 was made with our password. It may answer a repeated RAKP 1 anew and expect the code of its second answer; then
         * the refusal is none of the password.
         */
        private BmcFailure refusedAtRakp4(SessionStatus status) throws SetupLost {
            if (rakp1Sent > 1 && status.equals(SessionStatus.INVALID_INTEGRITY_CHECK_VALUE)) {
                throw new SetupLost(
                        new BmcFailure.Nonsense(
                                title()
                                        + ": the BMC shows at RAKP 2 that it has this password, and refuses it at RAKP 4. It answers slowly: reset it when it stays so."));
            }
            return refusedHalfOpen("RAKP 4", status);
        }

        private BmcFailure refused(String message, SessionStatus status) {
            return SetupRefusal.of(title(), message, status, algorithms.number());
        }

        private String title() {
            return "Log in to BMC " + address + " as '" + user + "'";
        }
    }
}
