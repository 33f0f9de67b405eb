package io.metalwright.workflows.provision;

import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Imaging;
import java.time.Duration;

/** Writes the image in verified chunks. */
final class ImageStep extends DeviceStep {
    static final String NAME = "image";
    private static final Duration DEADLINE = Duration.ofHours(6);

    ImageStep(ProvisionRun run) {
        super(run, NAME, "Write the image");
    }

    @Override
    public String perform() {
        var image = run.plan().image();
        var written = Calls.siteLong(run.machine.site(), Imaging.class, DEADLINE)
                .write(run.target(), image.digest(), device(), run.planId());
        return written.chunks() + " chunks of " + image.name() + " verified and written ("
                + written.bytesWritten() / 1_000_000 + " MB, " + written.bytesFetched() / 1_000_000 + " MB sent) in "
                + written.seconds() + " s.";
    }

    @Override
    public String advice() {
        return "Retry, or retry with a change of /image or /disks.";
    }
}
