package io.metalwright.workflows.boot;

import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.Step;
import io.metalwright.workflows.steps.Inventory;
import java.time.Duration;

/**
 * A step of a run that works in BootOS.
 *
 * @param <R> what the steps of its kind of run hand to each other
 */
public abstract class MachineStep<R extends BootOsRun> implements Step {
    private final String name;
    private final String title;
    protected final R run;

    protected MachineStep(R run, String name, String title) {
        this.run = run;
        this.name = name;
        this.title = title;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public void bmcMended(String word) {
        var bmc = Calls.control(Inventory.class).find(run.machine.id()).bmc();
        run.bmcMended(bmc == null ? null : bmc.mended(word));
    }

    protected final <T> T site(Class<T> contract, Duration deadline) {
        return Calls.site(run.machine.site(), contract, deadline);
    }
}
