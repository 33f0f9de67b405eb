package io.metalwright.workflows.boot;

import io.metalwright.model.BootMode;
import io.metalwright.workflows.run.Signs;
import io.metalwright.workflows.run.StepTrouble;
import org.jspecify.annotations.Nullable;

/**
 * Firmware that enforces secure boot fetches our loader as any other does, and then does not start it. It tells nobody but its own screen, so that
 * all there is to see is silence after the loader was fetched (OVMF 2022.11: "Access Denied", and on to the next boot device).
 */
final class RefusedLoader {
    private static final String WAYS =
            "Let it boot from the signed disc (retry with a change of /bootMethod to virtual-media, where the run has"
                    + " that field, or set it down for the machine), or switch secure boot off ('metalwright bmc secure-boot off', or in the firmware's"
                    + " set-up), then retry.";

    private RefusedLoader() {}

    /** Whether nothing more is to be expected of this boot. */
    static boolean isCertain(BootOsEntry.Machine machine, Signs signs) {
        return isPossible(machine, signs) && Boolean.TRUE.equals(machine.secureBoot());
    }

    /** What to tell of a machine that fetched its loader and was silent from then on; null where that is not what happened. */
    static @Nullable StepTrouble trouble(BootOsEntry.Machine machine, Signs signs) {
        if (!isPossible(machine, signs) || Boolean.FALSE.equals(machine.secureBoot())) {
            return null;
        }
        var last = " Last sign of life: " + signs.last().orElse("none") + ".";
        return machine.secureBoot() == null
                ? StepTrouble.passing(
                        "The machine fetched our boot loader, and the loader never ran. That is what firmware with secure boot does, as nobody"
                                + " has signed it; whether this machine's is on, no report tells." + last,
                        WAYS)
                : StepTrouble.passing(
                        "The firmware refused our boot loader: secure boot is on, the machine fetched the loader, which nobody has signed, and"
                                + " the loader never ran." + last,
                        WAYS);
    }

    private static boolean isPossible(BootOsEntry.Machine machine, Signs signs) {
        return machine.disc() == null && machine.mode() == BootMode.UEFI && signs.isLoaderMute();
    }
}
