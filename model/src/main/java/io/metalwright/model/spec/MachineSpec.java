package io.metalwright.model.spec;

import io.metalwright.model.MachineId;
import org.jspecify.annotations.Nullable;

/** The wish of a run on one machine. */
public interface MachineSpec {
    /** Needed when the workflow is not started under {@code machine/<id>}; the API fills it in. */
    @Nullable
    MachineId machine();

    /** The same wish for this machine. */
    MachineSpec on(MachineId id);
}
