package io.metalwright.model.spec;

import io.metalwright.model.MachineId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine shall be given back: what is on its disks is destroyed, and it is available.
 *
 * @param disks serial numbers or WWNs of the disks to erase; left out: all fixed ones
 */
public record ReleaseSpec(@Nullable MachineId machine, List<String> disks) implements MachineSpec {
    public ReleaseSpec {
        disks = disks == null ? List.of() : List.copyOf(disks);
    }

    @Override
    public ReleaseSpec on(MachineId id) {
        return new ReleaseSpec(id, disks);
    }
}
