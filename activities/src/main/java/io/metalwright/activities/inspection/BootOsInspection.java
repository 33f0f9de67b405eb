package io.metalwright.activities.inspection;

import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.Inspection;

/** Has BootOS collect the facts. */
public final class BootOsInspection implements Inspection {
    private final BootOsShells shells;

    public BootOsInspection(BootOsShells shells) {
        this.shells = shells;
    }

    @Override
    public HardwareReport inspect(BootOsTarget target) {
        try (var shell = shells.open(target, Pulse.ofActivity())) {
            return SelfEraseCommands.addedTo(HardwareFacts.collect(shell), shell);
        }
    }

    @Override
    public HardwareReport look(BootOsTarget target) {
        try (var shell = shells.open(target, Pulse.ofActivity())) {
            return HardwareFacts.collectQuickly(shell);
        }
    }
}
