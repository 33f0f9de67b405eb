package io.metalwright.workflows.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;
import org.junit.jupiter.api.Test;

class TroubleTest {
    @Test
    void whatNobodyTookUpIsToldApartFromWhatTookTooLong() {
        var nobody = trouble(TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START);
        assertThat(nobody.isNobodyThere()).isTrue();
        assertThat(nobody.passing()).isTrue();
        assertThat(nobody.text()).isEqualTo("Publish: no worker has taken it up.");
        assertThat(trouble(TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE).isNobodyThere())
                .isFalse();
        assertThat(trouble(TimeoutType.TIMEOUT_TYPE_HEARTBEAT).isNobodyThere()).isFalse();
    }

    private static Trouble trouble(TimeoutType type) {
        return Trouble.of(new ActivityFailure(
                "failed",
                1,
                2,
                "Publish",
                "1",
                RetryState.RETRY_STATE_TIMEOUT,
                "worker",
                new TimeoutFailure("", null, type)));
    }
}
