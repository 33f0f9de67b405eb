package io.metalwright.workflows.capture;

import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.spec.CaptureSpec;
import io.metalwright.workflows.boot.MachineStep;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Captures;
import org.jspecify.annotations.Nullable;

/** Settles which disk becomes the image. */
final class ChooseDiskStep extends MachineStep<OperationRun> {
    private final CaptureSpec spec;
    private @Nullable PlannedDisk disk;

    ChooseDiskStep(OperationRun run, CaptureSpec spec) {
        super(run, "disk", "Choose the disk");
        this.spec = spec;
    }

    @Override
    public String perform() {
        var chosen = Calls.control(Captures.class).choose(run.machine.id(), spec);
        disk = chosen;
        return "The disk with " + chosen + " becomes the image '" + spec.image() + "'; it is only read.";
    }

    PlannedDisk disk() {
        if (disk == null) {
            throw new IllegalStateException("No disk yet: a step ran before the one that chooses it");
        }
        return disk;
    }
}
