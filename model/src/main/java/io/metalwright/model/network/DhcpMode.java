package io.metalwright.model.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What boot-services do about DHCP in a segment. */
public enum DhcpMode {
    /** They give addresses to all who may have one. */
    SERVE,
    /** They give addresses to known machines which have one reserved, and to nobody else. */
    RESERVATIONS_ONLY,
    /** Another server gives the addresses; they add what to boot (PXE 2.1 section 2.4, ProxyDHCP). */
    PROXY,
    /** They are silent. */
    OFF;

    @JsonCreator
    public static DhcpMode of(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + word + "' is no DHCP mode: serve, reservations-only, proxy or off"));
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
