package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a BMC is asked, or told. Each answers with the part of a {@link BmcReport} of its name. */
public enum BmcVerb {
    INFO,
    CHASSIS,
    BOOT,
    SET_BOOT,
    SENSORS,
    EVENTS,
    CLEAR_EVENTS,
    PARTS,
    USERS,
    LAN,
    MEDIA,
    INSERT_MEDIUM,
    EJECT_MEDIUM,
    FIRMWARE,
    SET_FIRMWARE,
    BIOS,
    SET_BIOS,
    VOLUMES,
    FIRMWARE_INVENTORY,
    /** How the BMC fares with those who ask it; the one verb that the BMC hears nothing of. */
    BROKER;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
