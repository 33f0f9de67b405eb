package io.metalwright.workflows.steps;

import io.metalwright.model.MachineId;
import io.metalwright.model.Sha256;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.spec.CaptureSpec;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Images that are made of machines, in the CMDB. Queue: {@code control}. */
@ActivityInterface
public interface Captures {
    /** The disk that is meant. Refuses when the image's name is taken, or when it is not clear which disk is meant. */
    @ActivityMethod(name = "ChooseCapture")
    PlannedDisk choose(MachineId machine, CaptureSpec spec);

    /** Enters the image whose manifest the store has. */
    @ActivityMethod(name = "RecordCapture")
    void record(String image, Sha256 digest, MachineId machine, PlannedDisk disk);
}
