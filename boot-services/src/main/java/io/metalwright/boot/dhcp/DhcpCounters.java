package io.metalwright.boot.dhcp;

import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.metrics.CountersOf;
import java.util.concurrent.atomic.LongAdder;

/** The counters of DHCP, looked up once: with each packet some of them count. */
final class DhcpCounters {
    private final LongAdder received;
    private final LongAdder malformed;
    private final LongAdder withoutSegment;
    private final LongAdder conflicts;
    private final LongAdder boundOfClass;
    private final CountersOf<DhcpMessageType> sent;
    private final CountersOf<Answer.Reason> silent;

    DhcpCounters(Counters counters) {
        received = counters.adder("dhcp_received");
        malformed = counters.adder("dhcp_malformed");
        withoutSegment = counters.adder("dhcp_silent", "reason", "NO_SEGMENT");
        conflicts = counters.adder("dhcp_conflicts");
        boundOfClass = counters.adder("dhcp_bound_of_class");
        sent = new CountersOf<>(counters, "dhcp_sent", "type", DhcpMessageType.class);
        silent = new CountersOf<>(counters, "dhcp_silent", "reason", Answer.Reason.class);
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
        sent.count(type);
    }

    void silent(Answer.Reason reason) {
        silent.count(reason);
    }
}
