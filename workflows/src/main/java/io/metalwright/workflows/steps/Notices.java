package io.metalwright.workflows.steps;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Notices on their way to subscribers. Queue: {@code notices}, of its own, so that a receiver that hangs holds up nothing else. */
@ActivityInterface
public interface Notices {
    /** Sends it, unless that was done. Says what the receiver answered; another answer than yes is a failure, tried again. */
    @ActivityMethod(name = "SendNotice")
    String send(String delivery);

    /** Enters that it is not tried any more. */
    @ActivityMethod(name = "GiveUpNotice")
    void giveUp(String delivery);
}
