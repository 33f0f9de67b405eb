package io.metalwright.model.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.run.RunKind;
import java.util.List;

/**
 * What a plan is made of for a run that takes a machine into BootOS and installs nothing.
 *
 * @param disks serial numbers or WWNs of the disks to erase; empty: all fixed ones
 * @param erase how they are erased, one way after the other; empty: no disk is touched
 * @param beside what is done to other things than disks, each in a sentence for a person
 */
public record OperationWish(
        RunKind kind,
        List<String> disks,
        List<EraseWish> erase,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> beside) {
    public OperationWish {
        disks = List.copyOf(disks);
        erase = List.copyOf(erase);
        beside = beside == null ? List.of() : List.copyOf(beside);
    }

    /** For a run that does nothing to anything but disks. */
    public OperationWish(RunKind kind, List<String> disks, List<EraseWish> erase) {
        this(kind, disks, erase, List.of());
    }

    /** For a run that touches no disk. */
    public static OperationWish of(RunKind kind) {
        return new OperationWish(kind, List.of(), List.of());
    }
}
