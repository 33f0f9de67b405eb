package io.metalwright.workflows.boot;

import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.TitledStep;
import java.time.Duration;

/**
 * A step of a run that works in BootOS.
 *
 * @param <R> what the steps of its kind of run hand to each other
 */
public abstract class MachineStep<R extends BootOsRun> extends TitledStep<R> {
    protected MachineStep(R run, String name, String title) {
        super(run, name, title);
    }

    @Override
    public void bmcMended(String word) {
        run.bmc.mended(word);
    }

    protected final <T> T site(Class<T> contract, Duration deadline) {
        return Calls.site(run.machine.site(), contract, deadline);
    }
}
