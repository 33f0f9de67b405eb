package io.metalwright.model.plan;

import io.metalwright.model.run.RunKind;
import java.util.List;

/**
 * What a plan is made of for a run that takes a machine into BootOS and installs nothing.
 *
 * @param disks serial numbers or WWNs of the disks to erase; empty: all fixed ones
 * @param erase how they are erased, one way after the other; empty: no disk is touched
 */
public record OperationWish(RunKind kind, List<String> disks, List<EraseWish> erase) {
    public OperationWish {
        disks = List.copyOf(disks);
        erase = List.copyOf(erase);
    }

    /** For a run that touches no disk. */
    public static OperationWish of(RunKind kind) {
        return new OperationWish(kind, List.of(), List.of());
    }
}
