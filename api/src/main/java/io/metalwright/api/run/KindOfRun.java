package io.metalwright.api.run;

import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.MachineId;
import io.metalwright.model.spec.MachineSpec;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * How runs of one kind are asked for.
 *
 * @param spec what is asked
 * @param whole fills in what the asked spec builds on
 * @param check refuses at once what the run would stop at
 * @param summary a line for the Temporal UI
 */
record KindOfRun<S extends MachineSpec>(
        Class<S> spec, Whole whole, Check<S> check, BiFunction<MachineRow, S, String> summary) {

    /** Throws a problem where something is wrong. */
    @FunctionalInterface
    interface Check<S> {
        void check(MachineRow machine, S spec);
    }

    /** The spec with what it builds on. */
    @FunctionalInterface
    interface Whole {
        ObjectNode of(MachineRow machine, ObjectNode asked);
    }

    KindOfRun(Class<S> spec, Check<S> check, BiFunction<MachineRow, S, String> summary) {
        this(spec, (machine, asked) -> asked, check, summary);
    }

    S read(Specs specs, ObjectNode asked, MachineId machine) {
        return spec.cast(specs.read(asked, spec).on(machine));
    }
}
