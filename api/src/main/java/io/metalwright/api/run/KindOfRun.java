package io.metalwright.api.run;

import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.MachineId;
import io.metalwright.model.spec.MachineSpec;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
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
        Class<S> spec, UnaryOperator<ObjectNode> whole, Check<S> check, BiFunction<MachineRow, S, String> summary) {

    /** Throws a problem where something is wrong. */
    @FunctionalInterface
    interface Check<S> {
        void check(MachineRow machine, S spec);
    }

    KindOfRun(Class<S> spec, Check<S> check, BiFunction<MachineRow, S, String> summary) {
        this(spec, UnaryOperator.identity(), check, summary);
    }

    S read(Specs specs, ObjectNode asked, MachineId machine) {
        return spec.cast(specs.read(asked, spec).on(machine));
    }
}
