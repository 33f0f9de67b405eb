package io.metalwright.ops.fleet;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What happened on the machines' side, counted there. */
final class Tally {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String what) {
        counts.computeIfAbsent(what, name -> new LongAdder()).increment();
    }

    Map<String, Long> counts() {
        var seen = new TreeMap<String, Long>();
        counts.forEach((what, count) -> seen.put(what, count.sum()));
        return seen;
    }
}
