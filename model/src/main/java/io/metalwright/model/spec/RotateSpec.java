package io.metalwright.model.spec;

import io.metalwright.model.MachineId;
import org.jspecify.annotations.Nullable;

/** A machine's BMC shall have another password, which nobody knows. */
public record RotateSpec(@Nullable MachineId machine) implements MachineSpec {
    @Override
    public RotateSpec on(MachineId id) {
        return new RotateSpec(id);
    }
}
