package io.metalwright.cmdb.token;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody may do; each may what the one before it may. */
public enum Role {
    /** See everything but tokens. */
    VIEWER,
    /** Work on machines. */
    OPERATOR,
    /** Also decide who may what. */
    ADMIN;

    public boolean may(Role needed) {
        return compareTo(needed) >= 0;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
