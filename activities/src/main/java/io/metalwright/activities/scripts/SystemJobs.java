package io.metalwright.activities.scripts;

import io.metalwright.activities.adoption.SystemVisit;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.workflows.steps.RunningSystem;
import io.metalwright.workflows.steps.Scripts;
import java.time.Duration;

/** Scripts that go on by themselves in installed systems. To be used on an activity's own thread, for which it beats. */
public final class SystemJobs {
    /** It outlives a restart, so that a script that was cut off by one is known. */
    private static final String FOLDER = "/var/lib/metalwright/jobs";

    /** Each look is a login of its own. */
    private static final Duration PAUSE = Duration.ofSeconds(4);

    private final SystemVisit system;
    private final String folder;

    public SystemJobs(SecretStore secrets) {
        this(secrets, FOLDER);
    }

    SystemJobs(SecretStore secrets, String folder) {
        this.system = new SystemVisit(secrets);
        this.folder = folder;
    }

    /** @param name of this run of the script: asked for again under it, the script is waited for and not begun again */
    public Scripts.Ran run(RunningSystem.Login login, String hostKey, String name, String script, Duration limit) {
        var pulse = Pulse.ofActivity();
        return new DetachedJob(
                        "the system at " + login.address(),
                        (purpose, text) -> system.demand(purpose, login, hostKey, text),
                        doing -> pulse.run(),
                        PAUSE)
                .await(folder, new Scripts.Job(name, script, limit.toSeconds()));
    }
}
