package io.metalwright.model.power;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a BMC is spoken to. */
public enum BmcProtocol {
    IPMI;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
