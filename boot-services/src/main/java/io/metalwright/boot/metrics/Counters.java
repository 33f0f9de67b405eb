package io.metalwright.boot.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters by name, told in the text form that Prometheus reads. */
public final class Counters {
    private final Map<String, LongAdder> adders = new ConcurrentHashMap<>();

    public void count(String name) {
        add(name, 1);
    }

    public void add(String name, long amount) {
        adder(name).add(amount);
    }

    /** The label's values must come from a small closed set: an enum's names, never what a stranger sent. */
    public void count(String name, String label, String value) {
        adder(name, label, value).increment();
    }

    /** To be kept by who counts often. */
    public LongAdder adder(String name) {
        return named("metalwright_boot_" + name + "_total");
    }

    /** To be kept by who counts often; see {@link #count(String, String, String)}. */
    public LongAdder adder(String name, String label, String value) {
        return named("metalwright_boot_" + name + "_total{" + label + "=\"" + value + "\"}");
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

    private LongAdder named(String key) {
        return adders.computeIfAbsent(key, name -> new LongAdder());
    }
}
