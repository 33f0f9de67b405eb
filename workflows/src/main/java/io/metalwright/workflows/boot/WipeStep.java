package io.metalwright.workflows.boot;

import io.metalwright.workflows.steps.Erasure;
import java.time.Duration;

/** Destroys what data is found by on the planned disks: marks of arrays, partitions, file systems. */
public final class WipeStep extends BootOsStep<OperationRun> {
    private static final Duration DEADLINE = Duration.ofMinutes(15);

    public WipeStep(OperationRun run) {
        super(run, "wipe-metadata", "Destroy RAID, partitions and signatures");
    }

    @Override
    public String perform() {
        run.destroys();
        return site(Erasure.class, DEADLINE).wipe(run.target(), run.plan().disks());
    }

    @Override
    public boolean destroysData() {
        return true;
    }
}
