package io.metalwright.ops.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A machine's hardware for people: each part with its facts, then what is not agreed on, then what changed. */
final class HardwareListing {
    private final Terminal terminal;

    HardwareListing(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(JsonNode answer) {
        terminal.line("In-band " + Terminal.field(answer, "inBandAt") + ", out of band "
                + Terminal.field(answer, "outOfBandAt"));
        for (var part : answer.path("parts")) {
            terminal.line("");
            terminal.line(part.path("kind").asString("").toUpperCase(Locale.ROOT) + " "
                    + part.path("name").asString(""));
            for (var fact : part.path("facts")) {
                var otherwise = fact.path("outOfBand").asString("");
                terminal.line("  %-14s %s  [%s]%s"
                        .formatted(
                                fact.path("name").asString(""),
                                fact.path("value").asString(""),
                                fact.path("source").asString(""),
                                otherwise.isEmpty() ? "" : " BMC: " + otherwise));
            }
        }
        section("Not agreed on:", answer.path("differences"), null);
        section("Changed:", answer.path("changes"), "line");
    }

    private void section(String title, JsonNode lines, @Nullable String field) {
        if (lines.isEmpty()) {
            return;
        }
        terminal.line("");
        terminal.line(title);
        for (var line : lines) {
            terminal.line("  "
                    + (field == null
                            ? line.asString("")
                            : Terminal.field(line, "seenAt") + "  "
                                    + line.path(field).asString("")));
        }
    }
}
