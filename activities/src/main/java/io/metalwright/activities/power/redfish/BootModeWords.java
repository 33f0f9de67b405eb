package io.metalwright.activities.power.redfish;

import io.metalwright.model.BootMode;
import java.util.Locale;
import java.util.Optional;

/** Boot modes as makers write them: {@code Uefi}, {@code UEFIMode}, {@code UEFIBoot}; {@code Bios}, {@code LegacyBios}, {@code LegacyMode}. */
public final class BootModeWords {
    private BootModeWords() {}

    public static Optional<BootMode> mode(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return lower.startsWith("uefi")
                ? Optional.of(BootMode.UEFI)
                : lower.startsWith("legacy") || lower.startsWith("bios")
                        ? Optional.of(BootMode.BIOS)
                        : Optional.empty();
    }
}
