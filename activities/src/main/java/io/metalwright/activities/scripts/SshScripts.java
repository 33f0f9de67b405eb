package io.metalwright.activities.scripts;

import io.metalwright.activities.adoption.SystemVisit;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.activities.shell.Command;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.RunningSystem;
import io.metalwright.workflows.steps.Scripts;
import java.time.Duration;

/** {@link Scripts} by SSH. */
public final class SshScripts implements Scripts {
    private static final String BOOTOS_JOBS = "/run/metalwright/jobs";
    /** It outlives a restart, so that a script that was cut off by one is known. */
    private static final String SYSTEM_JOBS = "/var/lib/metalwright/jobs";

    private static final Duration BOOTOS_PAUSE = Duration.ofSeconds(1);
    /** Each look is a login of its own. */
    private static final Duration SYSTEM_PAUSE = Duration.ofSeconds(4);

    private final BootOsShells shells;
    private final SystemVisit system;
    private final String bootOsJobs;
    private final String systemJobs;

    public SshScripts(BootOsShells shells, SecretStore secrets) {
        this(shells, secrets, BOOTOS_JOBS, SYSTEM_JOBS);
    }

    SshScripts(BootOsShells shells, SecretStore secrets, String bootOsJobs, String systemJobs) {
        this.shells = shells;
        this.system = new SystemVisit(secrets);
        this.bootOsJobs = bootOsJobs;
        this.systemJobs = systemJobs;
    }

    @Override
    public Ran inBootOs(BootOsTarget target, Job job) {
        var pulse = Pulse.ofActivity();
        try (var shell = shells.open(target, pulse)) {
            return new DetachedJob(
                            shell.place(),
                            (purpose, script) -> shell.demand(purpose, Command.script(script)),
                            doing -> pulse.run(),
                            BOOTOS_PAUSE)
                    .await(bootOsJobs, job);
        }
    }

    @Override
    public Ran inSystem(RunningSystem.Login login, String hostKey, Job job) {
        var pulse = Pulse.ofActivity();
        return new DetachedJob(
                        "the system at " + login.address(),
                        (purpose, script) -> system.demand(purpose, login, hostKey, script),
                        doing -> pulse.run(),
                        SYSTEM_PAUSE)
                .await(systemJobs, job);
    }
}
