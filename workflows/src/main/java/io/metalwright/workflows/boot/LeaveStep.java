package io.metalwright.workflows.boot;

import io.metalwright.model.MachineState;
import java.util.function.BooleanSupplier;

/** Takes the machine out of BootOS, to where one in its next state belongs. */
public final class LeaveStep extends MachineStep<OperationRun> {
    private final MachineState next;
    private final BooleanSupplier off;

    private LeaveStep(OperationRun run, String name, String title, MachineState next, BooleanSupplier off) {
        super(run, name, title);
        this.next = next;
        this.off = off;
    }

    /** As it was found: off, booted from its disk, or waiting in BootOS. */
    public static LeaveStep asFound(OperationRun run) {
        return new LeaveStep(run, "return", "Leave the machine as it was", run.before, run::wasOff);
    }

    /** As one in this state, and off when it was off before. */
    public static LeaveStep as(OperationRun run, MachineState next) {
        return new LeaveStep(run, "return", "Leave the machine " + next.word(), next, run::wasOff);
    }

    public static LeaveStep off(OperationRun run, MachineState next) {
        return new LeaveStep(run, "power-off", "Switch the machine off", next, () -> true);
    }

    @Override
    public String perform() {
        return WayBack.take(run, next, off.getAsBoolean());
    }
}
