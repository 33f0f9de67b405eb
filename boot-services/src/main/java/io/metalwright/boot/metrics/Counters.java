package io.metalwright.boot.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counters and gauges by name, told in the text form that Prometheus reads. */
public final class Counters {
    private final Map<String, LongAdder> adders = new ConcurrentHashMap<>();
    private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();

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

    /** Something that goes up and down, looked at when it is asked for. */
    public void gauge(String name, LongSupplier value) {
        gauges.put("metalwright_boot_" + name, value);
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
        var metric = "";
        for (var entry : new TreeMap<>(adders).entrySet()) {
            var of = entry.getKey().split("\\{", 2)[0];
            if (!of.equals(metric)) {
                text.append("# TYPE ").append(of).append(" counter\n");
                metric = of;
            }
            text.append(entry.getKey())
                    .append(' ')
                    .append(entry.getValue().sum())
                    .append('\n');
        }
        new TreeMap<>(gauges)
                .forEach((name, gauge) -> text.append("# TYPE ")
                        .append(name)
                        .append(" gauge\n")
                        .append(name)
                        .append(' ')
                        .append(gauge.getAsLong())
                        .append('\n'));
        return text.toString();
    }

    private LongAdder named(String key) {
        return adders.computeIfAbsent(key, name -> new LongAdder());
    }
}
