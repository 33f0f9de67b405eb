package io.metalwright.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A place with its own boot-services and BMC network; its task queues are named after it. */
public record SiteName(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    public SiteName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no site name. Use a letter, then letters, digits and hyphens: ber1");
        }
    }

    @JsonCreator
    public static SiteName of(String text) {
        return new SiteName(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
