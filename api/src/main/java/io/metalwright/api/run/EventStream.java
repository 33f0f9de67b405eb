package io.metalwright.api.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** Writes server-sent events (WHATWG HTML, section 9.2). */
final class EventStream {
    /** Shorter than the time for which proxies keep a silent connection. */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final OutputStream out;
    private final JsonMapper json;
    private long lastWrite = System.nanoTime();

    EventStream(OutputStream out, JsonMapper json) {
        this.out = out;
        this.json = json;
    }

    /** @throws IOException when the client went away */
    void send(String event, Object data) throws IOException {
        write("event: " + event + "\ndata: " + json.writeValueAsString(data) + "\n\n");
    }

    void heartbeatWhenSilent() throws IOException {
        if (System.nanoTime() - lastWrite >= HEARTBEAT.toNanos()) {
            write(": still here\n\n");
        }
    }

    void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        lastWrite = System.nanoTime();
    }
}
