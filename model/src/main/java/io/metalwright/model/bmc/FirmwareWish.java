package io.metalwright.model.bmc;

import io.metalwright.model.BootMode;
import org.jspecify.annotations.Nullable;

/**
 * How a machine's firmware shall be set. What is null stays as it is.
 *
 * @param keys what becomes of secure boot's keys
 */
public record FirmwareWish(
        @Nullable BootMode bootMode,
        @Nullable Boolean secureBoot,
        @Nullable KeyReset keys) {
    public FirmwareWish {
        if (bootMode == null && secureBoot == null && keys == null) {
            throw new IllegalArgumentException("Nothing is wished for: give 'bootMode', 'secureBoot' or 'keys'");
        }
        if (bootMode == BootMode.BIOS && Boolean.TRUE.equals(secureBoot)) {
            throw new IllegalArgumentException("'secureBoot' needs UEFI, and 'bootMode' says BIOS");
        }
        if (keys == KeyReset.CLEAR && Boolean.TRUE.equals(secureBoot)) {
            throw new IllegalArgumentException("'secureBoot' needs keys, and 'keys' clears them");
        }
    }
}
