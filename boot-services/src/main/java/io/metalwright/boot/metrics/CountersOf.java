package io.metalwright.boot.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** One counter for each constant of an enum, looked up once. */
public final class CountersOf<E extends Enum<E>> {
    private final Map<E, LongAdder> adders;

    public CountersOf(Counters counters, String name, String label, Class<E> type) {
        adders = new EnumMap<>(type);
        for (var constant : type.getEnumConstants()) {
            adders.put(constant, counters.adder(name, label, constant.name()));
        }
    }

    public void count(E constant) {
        Objects.requireNonNull(adders.get(constant)).increment();
    }
}
