package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The firmware of a machine's part, as its BMC lists it (DSP2046, SoftwareInventory).
 *
 * @param id the BMC's own word for the entry
 * @param state the BMC's word for it, such as {@code Enabled} or {@code Updating}; null where it tells none
 * @param updateable whether it can be updated; null where the BMC does not tell
 * @param link by which an update names it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FirmwareItem(
        String id,
        String name,
        String version,
        @Nullable String state,
        @Nullable Boolean updateable,
        String link) {
    /** Whether it runs, and is not kept beside what does: iDRAC lists those too, as {@code Previous-…} and {@code Available-…}. */
    public boolean runs() {
        return !id.startsWith("Previous") && !awaitsStart();
    }

    /** Whether it was written, and a start makes it the one that runs. */
    public boolean awaitsStart() {
        return id.startsWith("Available") || "StandbyOffline".equals(state) || "StandbySpare".equals(state);
    }

    /** Whether somebody who names a target means it: by id, by name, or by link. */
    public boolean answersTo(String target) {
        return id.equalsIgnoreCase(target) || name.equalsIgnoreCase(target) || link.equals(target);
    }
}
