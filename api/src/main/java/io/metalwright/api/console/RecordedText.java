package io.metalwright.api.console;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A recording to be read, searched and compared. */
final class RecordedText {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Control sequences (ECMA-48 section 5.4), operating-system commands, and what else begins with ESC. */
    private static final Pattern CONTROL = Pattern.compile(
            "\u001b\\[[0-?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|\u001b[ -/]*[0-~]");

    private RecordedText() {}

    /** @param lines of an asciicast; one that is cut off, as the last may be, is left out */
    static String of(List<String> lines) {
        var text = new StringBuilder();
        for (var line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            try {
                var event = JSON.readTree(line);
                var data = event.path(2).asString("");
                switch (event.path(1).asString("")) {
                    case "o" -> text.append(data);
                    case "m" -> text.append("\n--- ").append(data).append(" ---\n");
                    default -> {
                        // Other kinds show nothing.
                    }
                }
            } catch (JacksonException e) {
                // Cut off.
            }
        }
        return CONTROL.matcher(text).replaceAll("").replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
    }
}
