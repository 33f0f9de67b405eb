package io.metalwright.model.spec;

import io.metalwright.model.MachineId;
import io.metalwright.model.power.PowerCommand;
import org.jspecify.annotations.Nullable;

/** A power command for a machine. */
public record PowerSpec(@Nullable MachineId machine, PowerCommand command) implements MachineSpec {
    public PowerSpec {
        if (command == null) {
            throw new IllegalArgumentException("'command' is missing: on, off, soft-off, cycle or reset");
        }
    }

    @Override
    public PowerSpec on(MachineId id) {
        return new PowerSpec(id, command);
    }
}
