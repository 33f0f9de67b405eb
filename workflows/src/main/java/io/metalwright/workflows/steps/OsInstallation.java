package io.metalwright.workflows.steps;

import io.metalwright.model.BootMode;
import io.metalwright.model.MachineId;
import io.metalwright.model.plan.PlannedNetwork;
import io.metalwright.model.spec.FileToWrite;
import io.metalwright.model.spec.UserAccount;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done in an installed system before its first boot. Queue: {@code site-<name>}. */
@ActivityInterface
public interface OsInstallation {
    /** The step in which a run has an image of a partition boot by itself; runs of older releases have none. */
    String BOOT_LOADER_STEP = "boot-loader";

    /**
     * @param furtherMounts whether its fstab has lines of this run's; else those that came with the image are another machine's
     * @param osReadyToken names the token with which the system reports; its plain text is made on the worker from this name
     */
    record Wish(
            MachineId machine,
            String hostname,
            PlannedNetwork network,
            List<UserAccount> users,
            List<FileToWrite> files,
            @Nullable String cloudInit,
            boolean furtherMounts,
            String osReadyToken) {}

    /**
     * @param hostKeys public SSH host keys that the system will have, in OpenSSH's form
     * @param mechanism how it learns its network and users: {@code cloud-init} or {@code files}
     */
    record Configured(String os, List<String> hostKeys, String mechanism, String evidence) {}

    record ScriptResult(int exitStatus, String output) {}

    /** Moves the partition table's end to the disk's end, grows the last partition and its file system, and reads back the new size. */
    @ActivityMethod(name = "GrowRoot")
    String growRoot(BootOsTarget target, Raid.Device device);

    @ActivityMethod(name = "ConfigureOs")
    Configured configure(BootOsTarget target, Raid.Device device, Wish wish);

    /** Runs a script in the installed system (chroot) and keeps the last 64 KiB of its output. Another status than 0 is a result, not a failure. */
    @ActivityMethod(name = "RunPostInstall")
    ScriptResult runScript(BootOsTarget target, Raid.Device device, String script);

    /**
     * Has a system whose image was of a partition boot by itself: its fstab(5) names the root by its UUID, and its own GRUB is installed on the device
     * with a menu of its kernels. Reads back what the firmware will look for.
     */
    @ActivityMethod(name = "InstallBootLoader")
    String installBootLoader(BootOsTarget target, Raid.Device device, BootMode mode);

    /** Unmounts, syncs and restarts the machine, and sees BootOS go away. */
    @ActivityMethod(name = "RebootIntoDisk")
    String reboot(BootOsTarget target);
}
