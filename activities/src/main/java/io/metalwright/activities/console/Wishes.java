package io.metalwright.activities.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What those who watch a console wish of its line. */
record Wishes(HeldLine line) implements DoorSocket.Ear {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void typed(byte[] characters) {
        line.type(characters);
    }

    @Override
    public void told(String json) {
        String wish;
        try {
            wish = JSON.readTree(json).path("do").asText();
        } catch (JsonProcessingException e) {
            return;
        }
        switch (wish) {
            case "break" -> line.sendBreak();
            case "take-line" -> line.take();
            default -> {
                // A newer API may wish what is not known here.
            }
        }
    }
}
