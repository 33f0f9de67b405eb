package io.metalwright.model.metrics;

import java.util.Map;
import java.util.TreeMap;

/** Figures in Prometheus' text format 0.0.4. A metric is declared once, and is named even while there is nothing to tell of it. */
public final class Exposition {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder();
    private String metric = "";

    /** What comes next is of this gauge. */
    public Exposition gauge(String name, String help) {
        return declare(name, help, "gauge");
    }

    /** What comes next is of this counter, whose name ends in {@code _total}. */
    public Exposition counter(String name, String help) {
        return declare(name, help, "counter");
    }

    private Exposition declare(String name, String help, String type) {
        metric = name;
        text.append("# HELP ")
                .append(name)
                .append(' ')
                .append(help.replace("\\", "\\\\").replace("\n", "\\n"));
        text.append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    public Exposition value(double value) {
        return value(Map.of(), value);
    }

    /** @param labels their values may hold anything */
    public Exposition value(Map<String, String> labels, double value) {
        text.append(metric);
        if (!labels.isEmpty()) {
            var separator = "{";
            for (var label : new TreeMap<>(labels).entrySet()) {
                text.append(separator)
                        .append(label.getKey())
                        .append("=\"")
                        .append(escaped(label.getValue()))
                        .append('"');
                separator = ",";
            }
            text.append('}');
        }
        text.append(' ').append(number(value)).append('\n');
        return this;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    public String text() {
        return text.toString();
    }
}
