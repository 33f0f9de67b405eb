package io.metalwright.boot.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters by name, told in the text form that Prometheus reads. */
public final class Counters {
    private final Map<String, LongAdder> adders = new ConcurrentHashMap<>();

    public void count(String name) {
        add("metalwright_boot_" + name + "_total");
    }

    /** The label's values must come from a small closed set: an enum's names, never what a stranger sent. */
    public void count(String name, String label, String value) {
        add("metalwright_boot_" + name + "_total{" + label + "=\"" + value + "\"}");
    }

    public long total(String name) {
        var prefix = "metalwright_boot_" + name + "_total";
        return adders.entrySet().stream()
                .filter(entry -> entry.getKey().equals(prefix) || entry.getKey().startsWith(prefix + "{"))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    public String text() {
        var text = new StringBuilder();
        new TreeMap<>(adders)
                .forEach((name, adder) ->
                        text.append(name).append(' ').append(adder.sum()).append('\n'));
        return text.toString();
    }

    private void add(String key) {
        adders.computeIfAbsent(key, name -> new LongAdder()).increment();
    }
}
