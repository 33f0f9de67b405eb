package io.metalwright.activities.power;

import io.metalwright.model.BootMode;
import io.metalwright.model.power.BootDevice;
import io.metalwright.model.power.BootOverride;
import org.jspecify.annotations.Nullable;

/**
 * What a BMC tells of its boot override when asked.
 *
 * @param armed whether the BMC says that the firmware will heed it. OpenIPMI's ipmi_sim 2.0.33 keeps the device and forgets this bit, and with it
 *     {@code persistent} and the UEFI mode
 * @param mode null where the BMC does not tell it
 * @param device what would be booted; null when it is something that we have no word for, such as a floppy
 */
public record BootReading(
        boolean armed,
        @Nullable BootDevice device,
        boolean persistent,
        @Nullable BootMode mode) {
    /** Whether this is exactly what was wanted. An override that is not armed is none. */
    public boolean shows(BootOverride wanted) {
        if (wanted.device() == BootDevice.NONE) {
            return !armed || device == BootDevice.NONE;
        }
        return armed
                && device == wanted.device()
                && persistent == wanted.persistent()
                && (mode == null || mode == wanted.mode());
    }
}
