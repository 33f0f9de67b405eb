package io.metalwright.boot.dhcp6;

import io.metalwright.boot.dhcp6.wire.Dhcp6MessageType;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.metrics.CountersOf;
import java.util.concurrent.atomic.LongAdder;

/** The counters of DHCPv6, looked up once: with each packet some of them count. */
final class Dhcp6Counters {
    private final LongAdder received;
    private final LongAdder malformed;
    private final LongAdder withoutSegment;
    private final LongAdder exhausted;
    private final CountersOf<Dhcp6MessageType> sent;
    private final CountersOf<Dhcp6Answer.Reason> silent;

    Dhcp6Counters(Counters counters) {
        received = counters.adder("dhcp6_received");
        malformed = counters.adder("dhcp6_malformed");
        withoutSegment = counters.adder("dhcp6_silent", "reason", "NO_SEGMENT");
        exhausted = counters.adder("dhcp6_no_address_left");
        sent = new CountersOf<>(counters, "dhcp6_sent", "type", Dhcp6MessageType.class);
        silent = new CountersOf<>(counters, "dhcp6_silent", "reason", Dhcp6Answer.Reason.class);
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

    /** A client was told that it gets no address. */
    void exhausted() {
        exhausted.increment();
    }

    void sent(Dhcp6MessageType type) {
        sent.count(type);
    }

    void silent(Dhcp6Answer.Reason reason) {
        silent.count(reason);
    }
}
