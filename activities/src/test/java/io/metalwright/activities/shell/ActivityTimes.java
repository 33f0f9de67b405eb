package io.metalwright.activities.shell;

import io.temporal.activity.ActivityOptions;
import java.time.Duration;

/** How patient tests of activities are. */
public final class ActivityTimes {
    /** As runs have them: the test environment's own take a second without a heartbeat for a death. */
    public static final ActivityOptions USUAL = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofMinutes(10))
            .setHeartbeatTimeout(Duration.ofMinutes(2))
            .build();

    private ActivityTimes() {}
}
