package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.MachineId;
import org.jspecify.annotations.Nullable;

/**
 * The hardware of a machine shall be collected anew.
 *
 * @param outOfBand whether its BMC is asked, and the machine left alone; else it is taken into BootOS
 */
public record InspectSpec(
        @Nullable MachineId machine,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean outOfBand) implements MachineSpec {
    public InspectSpec(@Nullable MachineId machine) {
        this(machine, null);
    }

    public boolean asksTheBmc() {
        return Boolean.TRUE.equals(outOfBand);
    }

    @Override
    public InspectSpec on(MachineId id) {
        return new InspectSpec(id, outOfBand);
    }
}
