package io.metalwright.model.spec;

import io.metalwright.model.MachineId;
import org.jspecify.annotations.Nullable;

/** The hardware of a machine shall be collected anew. */
public record InspectSpec(@Nullable MachineId machine) implements MachineSpec {
    @Override
    public InspectSpec on(MachineId id) {
        return new InspectSpec(id);
    }
}
