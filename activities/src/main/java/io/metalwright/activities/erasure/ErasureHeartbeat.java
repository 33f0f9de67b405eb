package io.metalwright.activities.erasure;

import io.metalwright.workflows.steps.Erasure;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;

/** Tells how far an erasing is, to whoever watches and to the attempt that comes after this one. */
final class ErasureHeartbeat implements Runnable {
    private final ActivityExecutionContext activity = Activity.getExecutionContext();
    private final long bytesTotal;
    private volatile long bytesDone;

    /** Goes on from what an earlier attempt told last. */
    ErasureHeartbeat(long bytesTotal, long from) {
        this.bytesTotal = bytesTotal;
        bytesDone = activity.getHeartbeatDetails(Erasure.Progress.class)
                .map(Erasure.Progress::bytesDone)
                .map(told -> Math.max(told, from))
                .orElse(from);
    }

    long bytesDone() {
        return bytesDone;
    }

    void done(long bytes) {
        bytesDone = bytes;
        run();
    }

    @Override
    public void run() {
        activity.heartbeat(new Erasure.Progress(bytesDone, bytesTotal));
    }

    /** The same failure, which also says how far it was. */
    ApplicationFailure toldBy(ApplicationFailure failure) {
        var advice = failure.getDetails().getSize() > 0 ? failure.getDetails().get(0, String.class) : "";
        return ApplicationFailure.newBuilder()
                .setType(failure.getType())
                .setMessage(failure.getOriginalMessage())
                .setDetails(advice, bytesDone)
                .setCause(failure)
                .setNonRetryable(failure.isNonRetryable())
                .build();
    }
}
