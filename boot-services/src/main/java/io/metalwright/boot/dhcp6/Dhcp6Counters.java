package io.metalwright.boot.dhcp6;

import io.metalwright.boot.dhcp6.wire.Dhcp6MessageType;
import io.metalwright.boot.metrics.Counters;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** The counters of DHCPv6, looked up once: with each packet some of them count. */
final class Dhcp6Counters {
    private final LongAdder received;
    private final LongAdder malformed;
    private final LongAdder withoutSegment;
    private final LongAdder exhausted;
    private final Map<Dhcp6MessageType, LongAdder> sent = new EnumMap<>(Dhcp6MessageType.class);
    private final Map<Dhcp6Answer.Reason, LongAdder> silent = new EnumMap<>(Dhcp6Answer.Reason.class);

    Dhcp6Counters(Counters counters) {
        received = counters.adder("dhcp6_received");
        malformed = counters.adder("dhcp6_malformed");
        withoutSegment = counters.adder("dhcp6_silent", "reason", "NO_SEGMENT");
        exhausted = counters.adder("dhcp6_no_address_left");
        for (var type : Dhcp6MessageType.values()) {
            sent.put(type, counters.adder("dhcp6_sent", "type", type.name()));
        }
        for (var reason : Dhcp6Answer.Reason.values()) {
            silent.put(reason, counters.adder("dhcp6_silent", "reason", reason.name()));
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

    /** A client was told that it gets no address. */
    void exhausted() {
        exhausted.increment();
    }

    void sent(Dhcp6MessageType type) {
        Objects.requireNonNull(sent.get(type)).increment();
    }

    void silent(Dhcp6Answer.Reason reason) {
        Objects.requireNonNull(silent.get(reason)).increment();
    }
}
