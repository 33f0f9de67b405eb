package io.metalwright.activities.imaging;

import io.metalwright.model.image.ImageManifest;
import io.metalwright.workflows.steps.Imaging;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;

/** Heartbeats of the activity that runs now, each with how far the image is written. */
final class ProgressHeartbeat implements Runnable {
    private final ActivityExecutionContext context = Activity.getExecutionContext();
    private final ImageManifest image;
    private int chunksDone;
    private boolean overhearsCancel;

    ProgressHeartbeat(ImageManifest image) {
        this.image = image;
    }

    void tell(int chunks) {
        chunksDone = chunks;
        run();
    }

    /** From now on: what a cancelled activity has begun is being ended. */
    void overhearCancel() {
        overhearsCancel = true;
    }

    @Override
    public void run() {
        try {
            context.heartbeat(progress(image, chunksDone));
        } catch (ActivityCanceledException e) {
            if (!overhearsCancel) {
                throw e;
            }
        }
    }

    static Imaging.Progress progress(ImageManifest image, int chunksDone) {
        return new Imaging.Progress(
                chunksDone,
                image.chunks().size(),
                image.chunks().stream()
                        .limit(chunksDone)
                        .mapToLong(chunk -> chunk.length())
                        .sum(),
                image.dataBytes());
    }
}
