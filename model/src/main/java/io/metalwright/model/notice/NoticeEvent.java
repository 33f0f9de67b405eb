package io.metalwright.model.notice;

import com.fasterxml.jackson.annotation.JsonValue;
import io.metalwright.model.run.RunState;
import java.util.Locale;
import java.util.Optional;

/** What somebody may want to be told of a run or a machine. */
public enum NoticeEvent {
    /** It began to wait for a person. */
    WAITING,
    DONE,
    CANCELLED,
    /** It ended without having told so itself: it was terminated, or met a fault of ours. */
    FAILED,
    /** Something of a machine is not as it should be. */
    ALERT,
    /** It is again. */
    ALERT_CLEARED,
    /** Nothing happened: somebody tries whether notices arrive. */
    TEST;

    /** What a run in that state is told as; empty for states that are nobody's news. */
    public static Optional<NoticeEvent> of(RunState state) {
        return switch (state) {
            case RUNNING, PAUSED, CANCELLING -> Optional.empty();
            case WAITING -> Optional.of(WAITING);
            case DONE -> Optional.of(DONE);
            case CANCELLED -> Optional.of(CANCELLED);
            case FAILED -> Optional.of(FAILED);
        };
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
