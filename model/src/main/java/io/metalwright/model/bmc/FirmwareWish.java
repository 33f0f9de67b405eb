package io.metalwright.model.bmc;

import io.metalwright.model.BootMode;
import java.util.ArrayList;
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

    /** For people: {@code boot mode UEFI and secure boot on}. */
    public String words() {
        var words = new ArrayList<String>();
        if (bootMode != null) {
            words.add("boot mode " + bootMode);
        }
        if (secureBoot != null) {
            words.add("secure boot " + (secureBoot ? "on" : "off"));
        }
        if (keys != null) {
            words.add(keys == KeyReset.CLEAR ? "no keys" : "the keys that it was sold with");
        }
        return String.join(" and ", words);
    }
}
