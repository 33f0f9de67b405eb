package io.metalwright.cmdb.machine;

import io.metalwright.cmdb.Json;
import java.util.List;

/** Words that people put on a machine. */
public record Tags(List<String> words) {
    public static final Tags NONE = new Tags(List.of());

    public Tags {
        words = List.copyOf(words);
    }

    public String json() {
        return Json.text(words);
    }

    public static Tags ofJson(String text) {
        return new Tags(List.of(Json.read(text, String[].class)));
    }
}
