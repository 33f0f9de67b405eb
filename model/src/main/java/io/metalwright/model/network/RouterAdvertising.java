package io.metalwright.model.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What boot-services say in router advertisements (RFC 4861) in a segment. */
public enum RouterAdvertising {
    /** Nothing of it: a router does. Who asks is told only that boot-services are no router. */
    OFF,
    /** The prefix and how addresses come, and that boot-services are no router. */
    PREFIX,
    /** The same, and that boot-services' host is the default router. */
    ROUTER;

    @JsonCreator
    public static RouterAdvertising of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + word + "' is no way of router advertising: off, prefix or router"));
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
