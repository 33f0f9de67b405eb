package io.metalwright.activities.shell;

import io.temporal.activity.Activity;

/** Heartbeats of the activity that runs now, so that a cancelled run or a dead worker is noticed while a command takes its time. */
public final class Pulse {
    private Pulse() {}

    /** To be called on the activity's own thread. What it throws on cancellation ends the activity. */
    public static Runnable ofActivity() {
        var context = Activity.getExecutionContext();
        return () -> context.heartbeat(null);
    }
}
