package io.metalwright.cmdb.image;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an image stands. */
public enum ImageState {
    IMPORTING,
    READY,
    FAILED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
