package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.metalwright.model.hardware.Volume;
import io.metalwright.model.spec.VolumeLevel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A storage controller with what hangs on it, as its machine's BMC tells of it (DSP2046, Storage).
 *
 * @param link the BMC's own name of it
 * @param levels that it can make; empty where the BMC does not tell
 * @param volumes in the order in which the BMC lists them; those that pass a drive through are among them
 * @param makesVolumes whether it has a list of volumes at all
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StorageController(
        String link,
        String name,
        List<VolumeLevel> levels,
        List<Bay> drives,
        List<Volume> volumes,
        boolean makesVolumes) {
    public StorageController {
        levels = List.copyOf(levels);
        drives = List.copyOf(drives);
        volumes = List.copyOf(volumes);
    }

    /**
     * A drive of it.
     *
     * @param health {@code OK}, {@code Warning} or {@code Critical}
     * @param bytes 0 where the BMC does not tell
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Bay(
            String link,
            String place,
            @Nullable String serial,
            @Nullable String wwn,
            long bytes,
            @Nullable String health) {
        /** As {@link Volume#drives} names it. */
        public String name() {
            return serial != null ? serial : Objects.requireNonNullElse(wwn, place);
        }
    }

    /** The drive of that serial number or WWN. */
    public Optional<Bay> drive(@Nullable String serial, @Nullable String wwn) {
        return drives.stream()
                .filter(bay -> serial != null && serial.equals(bay.serial()) || wwn != null && wwn.equals(bay.wwn()))
                .findFirst();
    }
}
