package io.metalwright.workflows.provision;

import io.metalwright.workflows.steps.OsInstallation;
import java.time.Duration;

/** Writes host name, address, users, files and host keys into the installed system. */
final class ConfigureOsStep extends DeviceStep {
    static final String NAME = "configure-os";
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    ConfigureOsStep(ProvisionRun run) {
        super(run, NAME, "Configure the operating system");
    }

    @Override
    public String perform() {
        var plan = run.plan();
        var spec = run.spec();
        var configured = site(OsInstallation.class, DEADLINE)
                .configure(
                        run.target(),
                        device(),
                        new OsInstallation.Wish(
                                plan.machine(),
                                plan.hostname(),
                                plan.network(),
                                spec.users(),
                                spec.files(),
                                spec.cloudInit(),
                                run.addsToImage(),
                                run.keyName()));
        run.configured(configured);
        return configured.evidence();
    }
}
