package io.metalwright.ops.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints answers: as JSON for programs, as aligned columns for people. */
final class Terminal {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** A column: its head, and its text in a row. */
    record Column(String head, Function<JsonNode, String> text) {
        /** The field of that name, lower case; a path with dots goes into objects. */
        static Column of(String head, String path) {
            return new Column(head, row -> field(row, path));
        }
    }

    private final PrintWriter out;
    private final boolean json;

    Terminal(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    boolean json() {
        return json;
    }

    static String field(JsonNode row, String path) {
        var node = row;
        for (var name : path.split("\\.")) {
            node = node.path(name);
        }
        if (node.isArray()) {
            var parts = new ArrayList<String>();
            node.forEach(part -> parts.add(part.asString("")));
            return String.join(",", parts);
        }
        return node.isMissingNode() || node.isNull() ? "-" : node.asString("-");
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    void answer(JsonNode answer, Column... columns) {
        if (json) {
            line(JSON.writeValueAsString(answer));
        } else if (answer.has("items")) {
            table(answer.path("items"), columns);
        } else {
            for (var column : columns) {
                line("%-14s %s".formatted(column.head(), column.text().apply(answer)));
            }
        }
    }

    void table(JsonNode rows, Column... columns) {
        var lines = new ArrayList<List<String>>();
        lines.add(List.of(columns).stream().map(Column::head).toList());
        rows.forEach(row -> lines.add(List.of(columns).stream()
                .map(column -> column.text().apply(row))
                .toList()));
        var widths = new int[columns.length];
        for (var line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (var line : lines) {
            var text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            line(text.toString().stripTrailing());
        }
        if (lines.size() == 1) {
            line("(none)");
        }
    }
}
