package io.metalwright.ops.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events whose data is JSON (WHATWG HTML, section 9.2). */
final class EventStream implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Takes an event; says whether it wants another. */
    interface Reader {
        boolean read(String event, JsonNode data);
    }

    private final BufferedReader lines;

    EventStream(InputStream stream) {
        lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** Returns when the reader wants no more, or the server has no more. */
    void forEach(Reader reader) throws IOException {
        var event = "message";
        var data = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event:")) {
                event = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring("data:".length()).strip());
            } else if (line.isEmpty()) {
                var node = data.isEmpty() ? JSON.nullNode() : JSON.readTree(data.toString());
                if (!reader.read(event, node)) {
                    return;
                }
                event = "message";
                data.setLength(0);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
