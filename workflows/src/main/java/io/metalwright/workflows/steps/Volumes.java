package io.metalwright.workflows.steps;

import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedVolume;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.spec.VolumeLevel;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A volume that a machine's RAID controller makes, through its BMC. Queue: {@code site-<name>}. */
@ActivityInterface
public interface Volumes {
    /** The step in which a run does it; a plan without that step makes none. */
    String STEP = "volume";

    /**
     * A volume that stands.
     *
     * @param wwn null where the BMC does not tell
     * @param drives that it is made of
     */
    record Standing(
            String controller,
            String name,
            VolumeLevel level,
            long bytes,
            @Nullable String wwn,
            List<PlannedDisk> drives) {}

    /**
     * What was asked of the BMC.
     *
     * @param words for people
     * @param atRestart whether the controller does it only while the machine starts
     * @param isLast whether the volume itself was asked for, and not only that what stands in its way is deleted
     * @param task where the BMC tells what becomes of it; null where it does not
     */
    record Asked(
            String words,
            boolean atRestart,
            boolean isLast,
            @Nullable String task) {}

    /**
     * @return the volume, if it stands; null: it must be made, and what stands in its way is what the plan names
     */
    @ActivityMethod(name = "ReadVolume")
    @Nullable
    Standing read(BmcTarget bmc, PlannedVolume volume);

    /** Has what stands in the way deleted, and as soon as nothing does the volume made. One that stands is left alone. */
    @ActivityMethod(name = "MakeVolume")
    Asked make(BmcTarget bmc, PlannedVolume volume);

    /**
     * Waits until what was asked for is so.
     *
     * @return the volume; null where only that was asked for which stands in its way, and it is gone
     */
    @ActivityMethod(name = "AwaitVolume")
    @Nullable
    Standing await(BmcTarget bmc, PlannedVolume volume, Asked asked);
}
