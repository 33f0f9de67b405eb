package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a RAID controller makes of its drives, as a BMC sees it.
 *
 * @param level {@code RAID1}, or in an older schema's words {@code Mirrored}
 * @param link the BMC's own name of it; null in reports of older releases, and where it is not one that can be deleted
 * @param drives serial numbers, or else WWNs or places, of its drives; empty where the BMC does not tell
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Volume(
        String name,
        long bytes,
        @Nullable String level,
        @Nullable String wwn,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String link,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> drives) {
    /** What Redfish calls a drive that is passed through as it is (DSP2046, Volume, VolumeType). */
    public static final String RAW = "RawDevice";

    public Volume {
        drives = drives == null ? List.of() : List.copyOf(drives);
    }

    /** For people: {@code 'Virtual Disk 1' (RAID1, 899 GB, of S1 and S2)}. */
    public String words() {
        return "'" + name + "' (" + (level == null ? "level untold" : level) + ", " + bytes / 1_000_000_000 + " GB"
                + (drives.isEmpty() ? "" : ", of " + String.join(" and ", drives)) + ")";
    }
}
