package io.metalwright.boot.plans;

import io.metalwright.boot.store.JsonMap;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.model.MacAddress;
import io.metalwright.model.Sha256;
import io.metalwright.model.boot.AgentAccess;
import io.metalwright.model.boot.AgentPresence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One session for each MAC, the last one let in; and when it was heard last. */
public final class AgentSessions {
    /** An agent asks at least every 60 seconds. */
    private static final Duration SILENT_IS_GONE = Duration.ofSeconds(90);

    private final SiteStore store;
    private final JsonMap<AgentSession> stored;
    private final Clock clock;
    private final Map<Sha256, AgentSession> bySum = new ConcurrentHashMap<>();
    private final Map<MacAddress, Instant> heard = new ConcurrentHashMap<>();
    private final Map<MacAddress, Instant> doubted = new ConcurrentHashMap<>();
    /** Also of those that are gone; since the start of this process where it heard nothing. */
    private final Map<MacAddress, Instant> lastHeard = new ConcurrentHashMap<>();

    public AgentSessions(SiteStore store, Clock clock) {
        this.store = store;
        this.stored = store.map("sessions", AgentSession.class);
        this.clock = clock;
        stored.entries().map(Map.Entry::getValue).forEach(session -> {
            bySum.put(session.sum(), session);
            doubted.put(session.mac(), clock.instant());
            lastHeard.put(session.mac(), clock.instant());
        });
    }

    /** On disk when it returns. */
    public synchronized Secret open(MacAddress mac, AgentAccess access) {
        var secret = Secret.random();
        var session = new AgentSession(secret.sum(), mac, access);
        stored.find(mac.value()).ifPresent(old -> bySum.remove(old.sum()));
        stored.put(mac.value(), session);
        store.commit();
        bySum.put(session.sum(), session);
        heard.put(mac, clock.instant());
        lastHeard.put(mac, clock.instant());
        doubted.remove(mac);
        return secret;
    }

    /**
     * The session that this text opens; its agent is heard by asking.
     *
     * @param doubted takes one that did not count as up
     */
    public Optional<AgentSession> hear(String text, Consumer<AgentSession> doubted) {
        var session = Optional.ofNullable(bySum.get(Sha256.sumOf(text)));
        session.ifPresent(found -> {
            lastHeard.replace(found.mac(), clock.instant());
            if (heard.put(found.mac(), clock.instant()) == null) {
                doubted.accept(found);
            }
        });
        return session;
    }

    boolean isKnown(MacAddress mac) {
        return lastHeard.containsKey(mac);
    }

    int count() {
        return lastHeard.size();
    }

    Map<MacAddress, Instant> lastHeard() {
        return Map.copyOf(lastHeard);
    }

    /** On disk when it returns. */
    synchronized void forget(List<MacAddress> macs) {
        for (var mac : macs) {
            stored.find(mac.value()).ifPresent(session -> bySum.remove(session.sum()));
            stored.remove(mac.value());
            gone(mac);
            lastHeard.remove(mac);
        }
        store.commit();
    }

    /** Its machine was seen starting anew. Should the agent ask again after all, it counts as up again. */
    public void gone(MacAddress mac) {
        heard.remove(mac);
        doubted.remove(mac);
    }

    /** It may be off or elsewhere by now. Counts as up again as soon as it asks. */
    public void suspectGone(MacAddress mac) {
        if (heard.remove(mac) != null) {
            doubted.put(mac, clock.instant());
        }
    }

    /** How to reach the agent, if it is up as far as we can tell. */
    public Optional<AgentAccess> up(MacAddress mac) {
        return isRecent(heard.get(mac)) ? stored.find(mac.value()).map(AgentSession::access) : Optional.empty();
    }

    public AgentPresence presence(MacAddress mac) {
        if (up(mac).isPresent()) {
            return AgentPresence.UP;
        }
        return isRecent(doubted.get(mac)) ? AgentPresence.UNSURE : AgentPresence.ABSENT;
    }

    private boolean isRecent(@Nullable Instant moment) {
        return moment != null && !moment.plus(SILENT_IS_GONE).isBefore(clock.instant());
    }
}
