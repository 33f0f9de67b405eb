package io.metalwright.workflows.steps;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Scripts of people, run as root. A script goes on by itself on the machine: asked for again under the same name, the one that runs is waited
 * for, and one that has ended is not begun again. Queue: {@code site-<name>}.
 */
@ActivityInterface
public interface Scripts {
    /**
     * @param name of this run of the script
     * @param limitSeconds it is ended when it takes longer
     */
    record Job(String name, String script, long limitSeconds) {}

    /** @param output the last 64 KiB of what it printed. Another status than 0 is a result, not a failure. */
    record Ran(int status, String output) {}

    @ActivityMethod(name = "RunScriptInBootOs")
    Ran inBootOs(BootOsTarget target, Job job);

    /** Logs in only where this key is shown. */
    @ActivityMethod(name = "RunScriptInSystem")
    Ran inSystem(RunningSystem.Login login, String hostKey, Job job);
}
