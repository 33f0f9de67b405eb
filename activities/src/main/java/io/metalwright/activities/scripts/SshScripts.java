package io.metalwright.activities.scripts;

import io.metalwright.activities.disks.FormerWork;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.activities.shell.Command;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.RunningSystem;
import io.metalwright.workflows.steps.Scripts;
import java.time.Duration;

/** {@link Scripts} by SSH. */
public final class SshScripts implements Scripts {
    private static final String BOOTOS_JOBS = FormerWork.USUAL.jobs();
    private static final Duration BOOTOS_PAUSE = Duration.ofSeconds(1);
    private final BootOsShells shells;
    private final SystemJobs system;

    public SshScripts(BootOsShells shells, SystemJobs system) {
        this.shells = shells;
        this.system = system;
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
                    .await(BOOTOS_JOBS, job);
        }
    }

    @Override
    public Ran inSystem(RunningSystem.Login login, String hostKey, Job job) {
        return system.run(login, hostKey, job.name(), job.script(), Duration.ofSeconds(job.limitSeconds()));
    }
}
