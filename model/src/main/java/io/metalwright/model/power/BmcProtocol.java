package io.metalwright.model.power;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a BMC is spoken to. */
public enum BmcProtocol {
    /** IPMI 2.0 over UDP. */
    IPMI(623),
    /** Over HTTPS (DSP0266). */
    REDFISH(443);

    private final int port;

    BmcProtocol(int port) {
        this.port = port;
    }

    /** The one that its specification names. */
    public int port() {
        return port;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
