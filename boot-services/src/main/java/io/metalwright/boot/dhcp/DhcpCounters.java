package io.metalwright.boot.dhcp;

import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.metrics.Counters;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** The counters of DHCP, looked up once: with each packet some of them count. */
final class DhcpCounters {
    private final LongAdder received;
    private final LongAdder malformed;
    private final LongAdder withoutSegment;
    private final LongAdder conflicts;
    private final LongAdder boundOfClass;
    private final Map<DhcpMessageType, LongAdder> sent = new EnumMap<>(DhcpMessageType.class);
    private final Map<Answer.Reason, LongAdder> silent = new EnumMap<>(Answer.Reason.class);

    DhcpCounters(Counters counters) {
        received = counters.adder("dhcp_received");
        malformed = counters.adder("dhcp_malformed");
        withoutSegment = counters.adder("dhcp_silent", "reason", "NO_SEGMENT");
        conflicts = counters.adder("dhcp_conflicts");
        boundOfClass = counters.adder("dhcp_bound_of_class");
        for (var type : DhcpMessageType.values()) {
            sent.put(type, counters.adder("dhcp_sent", "type", type.name()));
        }
        for (var reason : Answer.Reason.values()) {
            silent.put(reason, counters.adder("dhcp_silent", "reason", reason.name()));
        }
    }

    void received() {
        received.increment();
    }

    void malformed() {
        malformed.increment();
    }

    void withoutSegment() {
        withoutSegment.increment();
    }

    void conflict() {
        conflicts.increment();
    }

    void boundOfClass() {
        boundOfClass.increment();
    }

    void sent(DhcpMessageType type) {
        counted(sent, type).increment();
    }

    void silent(Answer.Reason reason) {
        counted(silent, reason).increment();
    }

    private static <K> LongAdder counted(Map<K, LongAdder> adders, K key) {
        return Objects.requireNonNull(adders.get(key));
    }
}
