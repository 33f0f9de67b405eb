package io.metalwright.workflows.provision;

import io.metalwright.model.installer.InstallerOrder;
import io.metalwright.model.plan.ProvisionPlan;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.workflows.boot.BootOsRun;
import io.metalwright.workflows.run.AgreedPlan;
import io.metalwright.workflows.run.RunRecord;
import io.metalwright.workflows.run.Signs;
import io.metalwright.workflows.run.Since;
import io.metalwright.workflows.steps.Inventory;
import io.metalwright.workflows.steps.OsInstallation;
import io.metalwright.workflows.steps.Raid;
import io.metalwright.workflows.steps.Volumes;
import org.jspecify.annotations.Nullable;

/** What the steps of one {@code Provision} run hand to each other. */
final class ProvisionRun extends BootOsRun {
    private final Runnable telling;
    private ProvisionSpec spec;
    private int planNumber = 1;
    private @Nullable ProvisionPlan plan;
    private Raid.@Nullable Device device;
    /** The boot in which it was found. */
    private @Nullable String bootOfDevice;

    private Volumes.@Nullable Standing volume;
    private OsInstallation.@Nullable Configured configured;
    private boolean sentToDisk;
    private boolean installed;

    /** @param telling writes down what was logged so far */
    ProvisionRun(RunRecord record, Signs signs, Inventory.Known machine, ProvisionSpec spec, Runnable telling) {
        super(record, signs, machine);
        this.spec = spec;
        this.telling = telling;
    }

    /** In the middle of a step that takes long. */
    void tellAtOnce() {
        telling.run();
    }

    ProvisionSpec spec() {
        return spec;
    }

    /** Whether the wish that the run began with names how the firmware shall be set. */
    boolean asksForFirmware() {
        return (spec.bootMode() != null || spec.secureBoot() != null) && Since.setsFirmware();
    }

    /** Whether file systems or mounts beside the image's are wished for. */
    boolean addsToImage() {
        return spec.storage() != null && spec.storage().addsToImage();
    }

    /** A changed wish needs a plan of its own. */
    void change(ProvisionSpec changed) {
        spec = changed;
        planNumber++;
    }

    /** Names the plan: the run, and after changes the number of the change. */
    String planId() {
        return planId(planNumber);
    }

    /** What a changed wish's plan will be called. */
    String nextPlanId() {
        return planId(planNumber + 1);
    }

    private static String planId(int number) {
        var id = AgreedPlan.id();
        return number == 1 ? id : id + "#" + number;
    }

    /** Whether a person has changed the wish since the start. */
    boolean isChanged() {
        return planNumber > 1;
    }

    void planned(ProvisionPlan settled) {
        plan = settled;
        settled(settled);
    }

    @Override
    public ProvisionPlan plan() {
        return known(plan, "plan");
    }

    /** What an installer is to do; only where the wish is for one. */
    InstallerOrder order() {
        return known(plan().installer(), "order for an installer");
    }

    boolean hasPlan() {
        return plan != null;
    }

    /** Boot-services send the machine to its disk from now on. */
    void sentToDisk() {
        sentToDisk = true;
    }

    /** Whether it was sent to its disk; from now on it is not. */
    boolean comesBackFromDisk() {
        var was = sentToDisk;
        sentToDisk = false;
        return was;
    }

    void volume(Volumes.Standing made) {
        volume = made;
    }

    Volumes.Standing volume() {
        return known(volume, "volume");
    }

    void device(Raid.Device found, String boot) {
        device = found;
        bootOfDevice = boot;
    }

    /** Whether letters may have changed since, and arrays are to be assembled. */
    boolean isInAnotherBootThanItsDevice() {
        return signs.agent()
                .filter(agent -> !agent.bootId().equals(bootOfDevice))
                .isPresent();
    }

    Raid.Device device() {
        return known(device, "device");
    }

    /** Its distribution's installer is to do its work, for the first time or again. */
    void installing() {
        installed = false;
        signs.forgetInstaller();
    }

    /** A restart of the step does not install once more what is there. */
    void installed() {
        installed = true;
    }

    boolean isInstalled() {
        return installed;
    }

    void configured(OsInstallation.Configured result) {
        configured = result;
    }

    OsInstallation.Configured configured() {
        return known(configured, "configuration");
    }
}
