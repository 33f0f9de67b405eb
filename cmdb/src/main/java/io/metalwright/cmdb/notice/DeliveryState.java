package io.metalwright.cmdb.notice;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a notice came. */
public enum DeliveryState {
    /** Not sent yet, or refused so far: it is tried again. */
    PENDING,
    DELIVERED,
    /** Given up. */
    FAILED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
