package io.metalwright.api.profile;

import io.metalwright.model.BootMode;
import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.spec.RaidLevel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Wanted hardware.
 *
 * @param raid how the disks of the system are joined; null: as they are
 * @param bootMode how firmware starts a system; null: as it does
 * @param secureBoot null: as it is
 * @param bios settings by the names that the firmware gives them
 */
record ProfileSpec(
        @Nullable RaidLevel raid,
        @Nullable BootMode bootMode,
        @Nullable Boolean secureBoot,
        Map<String, String> bios) {
    ProfileSpec {
        bios = bios == null || bios.isEmpty() ? Map.of() : BiosWish.of(bios).attributes();
        if (Boolean.TRUE.equals(secureBoot) && bootMode == BootMode.BIOS) {
            throw new IllegalArgumentException("'secureBoot' needs UEFI, and 'bootMode' says BIOS");
        }
    }
}
