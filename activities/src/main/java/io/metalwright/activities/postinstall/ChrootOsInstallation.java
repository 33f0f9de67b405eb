package io.metalwright.activities.postinstall;

import io.metalwright.activities.disks.Located;
import io.metalwright.activities.disks.TargetFolder;
import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.imaging.BootServer;
import io.metalwright.activities.keys.SecretStore;
import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.activities.shell.Command;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.model.BootMode;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.OsInstallation;
import io.metalwright.workflows.steps.Raid;
import java.time.Duration;
import java.util.List;

/** Mounts the installed system in BootOS and works in it as it would itself. */
public final class ChrootOsInstallation implements OsInstallation {
    private static final Duration SCRIPT_LIMIT = Duration.ofHours(6);

    private final BootOsShells shells;
    private final SiteKeys keys;
    private final SecretStore secrets;
    private final String folder;

    public ChrootOsInstallation(BootOsShells shells, SiteKeys keys, SecretStore secrets) {
        this(shells, keys, secrets, TargetFolder.USUAL);
    }

    /** @param folder where in BootOS the installed system is mounted */
    ChrootOsInstallation(BootOsShells shells, SiteKeys keys, SecretStore secrets, String folder) {
        this.folder = folder;
        this.shells = shells;
        this.keys = keys;
        this.secrets = secrets;
    }

    @Override
    public String growRoot(BootOsTarget target, Raid.Device device) {
        try (var shell = shells.open(target, Pulse.ofActivity())) {
            return new RootGrowth(shell, Located.in(shell, device), folder).grow();
        }
    }

    @Override
    public Configured configure(BootOsTarget target, Raid.Device device, Wish wish) {
        try (var shell = shells.open(target, Pulse.ofActivity())) {
            var located = Located.in(shell, device);
            var boot = BootServer.of(shell.demand("read the kernel's command line", Command.of("cat", "/proc/cmdline")))
                    .orElseThrow(() -> Failures.lasting(
                            FailureTypes.REFUSED,
                            "find the boot server of " + shell.place()
                                    + ": the kernel's command line has no metalwright.http=",
                            "Boot it by the script that boot-services make for it."));
            try (var system = TargetSystem.mount(shell, folder, located.path())) {
                return new Configuration(shell, system, wish, secrets).apply(keys, boot, located.path());
            }
        }
    }

    @Override
    public ScriptResult runScript(BootOsTarget target, Raid.Device device, String script) {
        try (var shell = shells.open(target, Pulse.ofActivity())) {
            var located = Located.in(shell, device);
            try (var system = TargetSystem.mount(shell, folder, located.path())) {
                system.demand(TargetSystem.writing(
                        List.of(new TargetFile("/run/post-install", "0700", "root:root", script))));
                return result(shell.demand(
                        "run the post-install script",
                        Command.script(Scripts.on(folder, "run.sh")).within(SCRIPT_LIMIT)));
            }
        }
    }

    @Override
    public String installBootLoader(BootOsTarget target, Raid.Device device, BootMode mode) {
        try (var shell = shells.open(target, Pulse.ofActivity())) {
            return new BootLoader(shell, folder)
                    .install(Located.in(shell, device).path(), mode);
        }
    }

    private static ScriptResult result(String output) {
        var lines = output.split("\n", 2);
        return new ScriptResult(Integer.parseInt(lines[0]), lines.length < 2 ? "" : lines[1]);
    }

    @Override
    public String reboot(BootOsTarget target) {
        return new Departure(shells, folder).from(target);
    }
}
