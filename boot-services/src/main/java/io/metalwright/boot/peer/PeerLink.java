package io.metalwright.boot.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.metalwright.boot.dhcp.OtherServer;
import io.metalwright.boot.lease.Holdings;
import io.metalwright.boot.lease.Ipv6Lease;
import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.Lease;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.AgentSessions;
import io.metalwright.boot.store.Json;
import io.metalwright.model.MacAddress;
import io.metalwright.model.boot.AgentPresence;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the other server all the time what is new, and answers when it asks. A question is held for a second when there is nothing, so that each is known
 * to live; what is said here the other has within a round trip.
 */
public final class PeerLink implements OtherServer, SharedPlans.Hearing, AutoCloseable {
    /**
     * How the other server fares, for people.
     *
     * @param share this server's
     * @param otherShare the other one's
     * @param since when the two are in touch, or out of it
     * @param heardLast null before the first answer of this process's life
     */
    public record Standing(
            String share,
            URI other,
            String otherShare,
            boolean inTouch,
            Instant since,
            @Nullable Instant heardLast,
            List<Ipv4Address> addresses,
            boolean settled,
            String trouble) {}

    private static final Logger LOG = LoggerFactory.getLogger(PeerLink.class);
    private static final String PATH = "/peer/v1/changes";
    private static final Duration HELD = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AWAY_AFTER = Duration.ofSeconds(3);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    /** A person waits for it. What is not heard in time comes when the other is back. */
    private static final Duration HEARS_WITHIN = Duration.ofSeconds(3);
    /** Clocks of two servers differ by less. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final Duration SAME_SHARE_COUNTS_FOR = Duration.ofSeconds(30);
    /** What claims to be an answer is read before it is known to be one. */
    private static final long LARGEST_ANSWER = 256L << 20;

    private static final int CHANGES_AT_ONCE = 200;
    private static final int PRESENCES_REMEMBERED = 10_000;
    private static final byte[] NOTHING = {};
    private static final int OK = 200;

    private final PeerSettings settings;
    private final Envelope envelope;
    private final Holdings holdings;
    private final LeaseBook leases;
    private final Ipv6LeaseBook ipv6Leases;
    private final Ledger ledger;
    private final AgentSessions sessions;
    private final Supplier<Set<Ipv4Address>> ownAddresses;
    private final Counters counters;
    private final Clock clock;
    private final String process = UUID.randomUUID().toString();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Object lock = new Object();
    private final Map<String, AgentPresence> presences = new HashMap<>();
    private final Thread asker;
    private @Nullable SharedPlans plans;
    /** Up to which place of our order the other has written all down, in this process. */
    private long heardByOther;

    private long otherAskedAt = System.nanoTime() - AWAY_AFTER.toNanos();
    private long lastQuestion;
    private volatile long answeredAt = System.nanoTime();
    private volatile @Nullable Instant heardLast;
    private volatile Instant inTouchSince;
    private final Instant begun;
    private volatile Set<Ipv4Address> addresses = Set.of();
    private volatile String trouble = "";
    private volatile @Nullable Long sameShareHeard;

    // The asker's own.
    private @Nullable String otherProcess;
    private long knownUpTo;

    private long askedAt;
    private Map<String, AgentPresence> told = Map.of();

    PeerLink(
            PeerSettings settings,
            Envelope envelope,
            Holdings holdings,
            LeaseBook leases,
            Ipv6LeaseBook ipv6Leases,
            Ledger ledger,
            AgentSessions sessions,
            Supplier<Set<Ipv4Address>> ownAddresses,
            Counters counters,
            Clock clock) {
        this.settings = settings;
        this.envelope = envelope;
        this.holdings = holdings;
        this.leases = leases;
        this.ipv6Leases = ipv6Leases;
        this.ledger = ledger;
        this.sessions = sessions;
        this.ownAddresses = ownAddresses;
        this.counters = counters;
        this.clock = clock;
        this.begun = clock.instant();
        this.inTouchSince = begun;
        this.asker = Thread.ofVirtual().name("peer").unstarted(this::ask);
        counters.gauge("peer_in_touch", () -> isInTouch() ? 1 : 0);
        counters.gauge("peer_share_settled", () -> holdings.isSettled() ? 1 : 0);
        counters.gauge("peer_share", settings.share()::number);
        counters.gauge(
                "peer_silent_seconds",
                () -> Duration.between(outOfTouchSince(), clock.instant()).toSeconds());
        // What is not told before it happens looks like what nobody watches.
        List.of("peer_changes", "peer_failed", "peer_not_told", "peer_refused").forEach(counters::adder);
    }

    /** From now on it asks and answers. */
    void begin(SharedPlans shared) {
        synchronized (lock) {
            plans = shared;
        }
        asker.start();
    }

    @Override
    public boolean isAway() {
        return System.nanoTime() - answeredAt > AWAY_AFTER.toNanos();
    }

    @Override
    public boolean claimsOurShare() {
        var heard = sameShareHeard;
        return heard != null && System.nanoTime() - heard < SAME_SHARE_COUNTS_FOR.toNanos();
    }

    @Override
    public boolean isAt(Ipv4Address address) {
        return addresses.contains(address);
    }

    private boolean isInTouch() {
        return heardLast != null && !isAway();
    }

    /** The last answer, or else the begin of this process. */
    private Instant outOfTouchSince() {
        var heard = heardLast;
        return heard == null ? begun : heard;
    }

    public Standing standing() {
        boolean inTouch = isInTouch();
        return new Standing(
                settings.share().toString(),
                settings.address(),
                settings.share().other().toString(),
                inTouch,
                inTouch ? inTouchSince : outOfTouchSince(),
                heardLast,
                addresses.stream().sorted().toList(),
                holdings.isSettled(),
                claimsOurShare() ? "the other server has the same share: neither gives addresses" : trouble);
    }

    @Override
    public Collection<AgentPresence> await(long place, List<MacAddress> macs) {
        long deadline = System.nanoTime() + HEARS_WITHIN.toNanos();
        synchronized (lock) {
            lock.notifyAll();
            try {
                while (heardByOther < place) {
                    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                    if (left <= 0 || System.nanoTime() - otherAskedAt > AWAY_AFTER.toNanos()) {
                        counters.count("peer_not_told");
                        return List.of();
                    }
                    lock.wait(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            }
            return macs.stream()
                    .map(mac -> presences.getOrDefault(mac.value(), AgentPresence.ABSENT))
                    .toList();
        }
    }

    /**
     * Answers what the other server asks. On a virtual thread: it may wait.
     *
     * @throws NotOursException when somebody else asks, or again what was asked before
     */
    public byte[] answer(byte[] sealed) throws NotOursException, InterruptedException {
        Call.Question question;
        try {
            question = Json.MAPPER.readValue(envelope.open(sealed, NOTHING), Call.Question.class);
        } catch (Envelope.NotOursException e) {
            counters.count("peer_refused");
            throw new NotOursException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new NotOursException("it is of another release");
        }
        var answer = answer(question);
        try {
            return envelope.seal(Json.MAPPER.writeValueAsBytes(answer), Envelope.nonce(sealed));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("write what is new as JSON", e);
        }
    }

    @Override
    public void close() {
        asker.interrupt();
        client.shutdownNow();
        try {
            asker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Call.Answer answer(Call.Question question) throws NotOursException, InterruptedException {
        if (!settings.share().other().equals(question.asker())) {
            if (!claimsOurShare()) {
                LOG.error(
                        "The other boot server has share {} as well: neither gives addresses until one of them is started with {}.",
                        question.share(),
                        settings.share().other());
            }
            sameShareHeard = System.nanoTime();
            throw new NotOursException("it has share " + question.share() + ", and this server " + settings.share());
        }
        SharedPlans shared;
        long after;
        synchronized (lock) {
            if (plans == null) {
                throw new NotOursException("this server begins just now");
            }
            shared = plans;
            if (question.sentAt() <= lastQuestion || Math.abs(clock.millis() - question.sentAt()) > FRESH.toMillis()) {
                throw new NotOursException("it is no new question, or the clocks of the servers differ by minutes");
            }
            lastQuestion = question.sentAt();
            otherAskedAt = System.nanoTime();
            after = process.equals(question.process()) ? question.after() : 0;
            if (after > 0) {
                if (presences.size() > PRESENCES_REMEMBERED) {
                    presences.clear();
                }
                presences.putAll(question.presence());
                heardByOther = Math.max(heardByOther, after);
            }
            lock.notifyAll();
            long deadline = System.nanoTime() + HELD.toNanos();
            while (ledger.latest() <= after && !question.wantsLeases() && System.nanoTime() < deadline) {
                lock.wait(HELD.toMillis());
            }
        }
        var changes = shared.after(after, CHANGES_AT_ONCE + 1);
        boolean isAll = changes.size() <= CHANGES_AT_ONCE;
        var sent = isAll ? changes : changes.subList(0, CHANGES_AT_ONCE);
        return new Call.Answer(
                settings.share().toString(),
                clock.millis(),
                List.copyOf(ownAddresses.get()),
                process,
                sent.isEmpty() ? after : sent.getLast().place(),
                sent,
                question.wantsLeases() ? leases.current(question.asker()) : null,
                question.wantsLeases() ? ipv6Leases.current(question.asker()) : null);
    }

    private void ask() {
        try {
            while (true) {
                try {
                    take(asked());
                    if (!trouble.isEmpty()) {
                        LOG.info("The other boot server, {}, answers.", settings.address());
                    }
                    trouble = "";
                } catch (IOException | Envelope.NotOursException | RuntimeException e) {
                    var why = e.getMessage() == null ? e.toString() : e.getMessage();
                    if (!why.equals(trouble)) {
                        LOG.warn("ask the other boot server, {}: {}. It is tried again.", settings.address(), why);
                    }
                    trouble = why;
                    counters.count("peer_failed");
                    Thread.sleep(BETWEEN_ATTEMPTS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Call.Answer asked() throws IOException, InterruptedException, Envelope.NotOursException {
        askedAt = Math.max(askedAt + 1, clock.millis());
        var question = new Call.Question(
                settings.share().toString(),
                askedAt,
                List.copyOf(ownAddresses.get()),
                otherProcess,
                knownUpTo,
                told,
                !holdings.isSettled());
        var sealed = envelope.seal(Json.MAPPER.writeValueAsBytes(question), NOTHING);
        var request = HttpRequest.newBuilder(settings.address().resolve(PATH))
                .POST(HttpRequest.BodyPublishers.ofByteArray(sealed))
                .build();
        var asked = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            var answer = asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer.statusCode() != OK) {
                throw new IOException("it answers " + answer.statusCode()
                        + ". Have both servers the same key, one share each, and clocks that agree?");
            }
            return Json.MAPPER.readValue(envelope.open(answer.body(), Envelope.nonce(sealed)), Call.Answer.class);
        } catch (TimeoutException e) {
            throw new IOException("nothing came within " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } finally {
            asked.cancel(true);
        }
    }

    private void take(Call.Answer answer) throws IOException {
        if (!settings.share().other().toString().equals(answer.share())) {
            throw new IOException("it has share " + answer.share() + ", and this server " + settings.share());
        }
        SharedPlans shared;
        synchronized (lock) {
            shared = Objects.requireNonNull(plans);
        }
        addresses = Set.copyOf(answer.addresses());
        var machines = shared.take(answer.changes());
        counters.add("peer_changes", answer.changes().size());
        takeOver(answer);
        told = machines.stream().distinct().collect(Collectors.toMap(MacAddress::value, sessions::presence));
        otherProcess = answer.process();
        knownUpTo = answer.after();
        var now = clock.instant();
        if (!isInTouch()) {
            inTouchSince = now;
        }
        answeredAt = System.nanoTime();
        heardLast = now;
    }

    /** A lease ends for its client when it ends by the clock of who gave it. */
    private void takeOver(Call.Answer answer) throws IOException {
        var ofIpv4 = answer.leases();
        var ofIpv6 = answer.ipv6Leases();
        if (ofIpv4 == null || holdings.isSettled()) {
            return;
        }
        if (ofIpv6 == null) {
            throw new IOException("it is of an older release and tells no leases of IPv6. Update it");
        }
        var ahead = Duration.ofMillis(clock.millis() - answer.toldAt());
        leases.adopt(ofIpv4.stream()
                .map(lease -> new Lease(
                        lease.address(),
                        lease.holder(),
                        lease.state(),
                        lease.until().plus(ahead)))
                .toList());
        ipv6Leases.adopt(ofIpv6.stream()
                .map(lease -> new Ipv6Lease(
                        lease.address(),
                        lease.holder(),
                        lease.state(),
                        lease.until().plus(ahead)))
                .toList());
        holdings.settle();
        LOG.info(
                "The other boot server told {} leases of IPv4 and {} of IPv6 that are this server's from now on.",
                ofIpv4.size(),
                ofIpv6.size());
    }

    /** Who asks is not the other server, or not now. */
    public static final class NotOursException extends Exception {
        private static final long serialVersionUID = 1L;

        NotOursException(String why) {
            super(why);
        }
    }
}
