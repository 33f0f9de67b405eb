package io.metalwright.workflows;

import io.metalwright.model.boot.BootSign;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.Steering;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;

/** What every run hears and answers, whatever its kind. A refused word is answered with the reason and leaves no trace in the history. */
public interface SteeredRun {
    /** A sign of life of the machine. */
    @SignalMethod(name = "sign")
    void sign(BootSign sign);

    @QueryMethod(name = "status")
    RunView status();

    /** Tries the waiting step again, with changed fields of the spec where some are given. */
    @UpdateMethod(name = "retry")
    RunView retry(Steering word);

    @UpdateValidatorMethod(updateName = "retry")
    void checkRetry(Steering word);

    /** Goes on without the waiting step. */
    @UpdateMethod(name = "skip")
    RunView skip(Steering word);

    @UpdateValidatorMethod(updateName = "skip")
    void checkSkip(Steering word);

    /** Stops, undoes in reverse order what has an undo, and leaves the machine in a named state. */
    @UpdateMethod(name = "cancel")
    RunView cancel(Steering word);

    @UpdateValidatorMethod(updateName = "cancel")
    void checkCancel(Steering word);
}
