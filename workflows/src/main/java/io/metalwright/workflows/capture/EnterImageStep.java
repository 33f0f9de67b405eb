package io.metalwright.workflows.capture;

import io.metalwright.workflows.boot.MachineStep;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Captures;

/** Enters the image, by which it can be provisioned like any other. */
final class EnterImageStep extends MachineStep<OperationRun> {
    private final String image;
    private final ChooseDiskStep choice;
    private final ReadDiskStep read;

    EnterImageStep(OperationRun run, String image, ChooseDiskStep choice, ReadDiskStep read) {
        super(run, "record", "Enter the image");
        this.image = image;
        this.choice = choice;
        this.read = read;
    }

    @Override
    public String perform() {
        var digest = read.captured().digest();
        Calls.control(Captures.class).record(image, digest, run.machine.id(), choice.disk());
        return "Image '" + image + "' is " + digest.hex().substring(0, 12) + ".";
    }
}
