package io.metalwright.activities.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** News of a line, as messages to whoever shows it. The last state is kept for those who come later. */
final class Told implements LineNews {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Outbox outbox;
    private volatile Outbox.@Nullable Message last;

    Told(Outbox outbox) {
        this.outbox = outbox;
    }

    Optional<Outbox.Message> lastState() {
        return Optional.ofNullable(last);
    }

    @Override
    public void opening() {
        // While it is tried again, what was the matter stays said.
        if (last == null) {
            state("opening", null);
        }
    }

    @Override
    public void open() {
        state("open", null);
    }

    @Override
    public void taken(String why) {
        state("taken", why);
    }

    @Override
    public void lost(String why) {
        state("lost", why);
    }

    @Override
    public void refused(String why) {
        outbox.put(new Outbox.Message.Word(json(Map.of("note", why))));
    }

    @Override
    public void wrote(byte[] characters) {
        outbox.characters(characters);
    }

    private void state(String line, @Nullable String why) {
        var words = new LinkedHashMap<String, String>();
        words.put("line", line);
        if (why != null) {
            words.put("why", why);
        }
        var message = new Outbox.Message.Word(json(words));
        last = message;
        outbox.put(message);
    }

    private static String json(Map<String, String> words) {
        try {
            return JSON.writeValueAsString(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("words that are no JSON", e);
        }
    }
}
