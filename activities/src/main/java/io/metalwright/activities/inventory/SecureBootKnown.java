package io.metalwright.activities.inventory;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.MachineId;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.hardware.OutOfBandReport;
import org.jspecify.annotations.Nullable;

/** Whether a machine's firmware starts what is signed alone, as the newest report that tells it has it. */
final class SecureBootKnown {
    private SecureBootKnown() {}

    static @Nullable Boolean of(Cmdb cmdb, MachineId machine, @Nullable HardwareReport inside) {
        var outside = cmdb.inspections()
                .outOfBand(machine)
                .filter(report -> report.secureBoot() != null)
                .orElse(null);
        if (inside == null || inside.secureBoot() == null) {
            return outside == null ? null : outside.secureBoot();
        }
        return outside != null && isNewer(outside, inside) ? outside.secureBoot() : inside.secureBoot();
    }

    private static boolean isNewer(OutOfBandReport outside, HardwareReport inside) {
        return inside.collectedAt() == null || outside.collectedAt().isAfter(inside.collectedAt());
    }
}
