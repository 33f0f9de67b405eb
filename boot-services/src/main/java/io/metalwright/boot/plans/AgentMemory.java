package io.metalwright.boot.plans;

import io.metalwright.model.MacAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How long agents are remembered, token and session of one together. Of machines that nobody entered there is room for a number: whoever asks
 * for scripts by made-up MAC addresses can announce as many agents.
 */
public final class AgentMemory {
    private static final Duration LONGEST_SILENCE = Duration.ofDays(7);
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final BootTokens tokens;
    private final AgentSessions sessions;
    private final PlanBook plans;
    private final int mostStrangers;
    private final Clock clock;
    private Instant next;
    private long strangers;
    private int counted;

    public AgentMemory(BootTokens tokens, AgentSessions sessions, PlanBook plans, int mostStrangers, Clock clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.plans = plans;
        this.mostStrangers = mostStrangers;
        this.clock = clock;
        this.next = clock.instant();
    }

    /** Whether this machine's agent can be let in. By asking, those are forgotten now and then that were not heard for a week. */
    public synchronized boolean hasRoomFor(MacAddress mac) {
        var now = clock.instant();
        if (!now.isBefore(next)) {
            forget(now);
            next = now.plus(BETWEEN);
        }
        if (plans.find(mac).isPresent() || sessions.isKnown(mac)) {
            return true;
        }
        // Who was let in since they were counted may be one.
        return strangers + sessions.count() - counted < mostStrangers;
    }

    private void forget(Instant now) {
        var heard = sessions.lastHeard();
        var silent = heard.entrySet().stream()
                .filter(each -> each.getValue().isBefore(now.minus(LONGEST_SILENCE)))
                .map(Map.Entry::getKey)
                .toList();
        if (!silent.isEmpty()) {
            sessions.forget(silent);
            tokens.forget(silent);
        }
        var left = sessions.lastHeard().keySet();
        counted = left.size();
        strangers = left.stream().filter(mac -> plans.find(mac).isEmpty()).count();
    }
}
