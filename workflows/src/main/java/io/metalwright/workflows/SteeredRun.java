package io.metalwright.workflows;

import io.metalwright.model.boot.BootSign;
import io.metalwright.model.run.RunView;
import io.metalwright.model.run.Steering;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import org.jspecify.annotations.Nullable;

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

    /** Begins nothing more until it is resumed; what is under way is finished first. */
    @UpdateMethod(name = "pause")
    RunView pause(Steering word);

    @UpdateValidatorMethod(updateName = "pause")
    void checkPause(Steering word);

    @UpdateMethod(name = "resume")
    RunView resume(Steering word);

    @UpdateValidatorMethod(updateName = "resume")
    void checkResume(Steering word);

    /**
     * The same words as signals, for {@code temporal workflow signal}. A signal cannot be answered: one that does not fit is told in the log.
     *
     * @param word may be left out
     */
    @SignalMethod(name = "retry")
    void retrySignal(@Nullable Steering word);

    @SignalMethod(name = "skip")
    void skipSignal(@Nullable Steering word);

    @SignalMethod(name = "cancel")
    void cancelSignal(@Nullable Steering word);

    @SignalMethod(name = "pause")
    void pauseSignal(@Nullable Steering word);

    @SignalMethod(name = "resume")
    void resumeSignal(@Nullable Steering word);
}
