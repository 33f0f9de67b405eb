package io.metalwright.workflows.steps;

import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.spec.RaidLevel;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The device that the image is written to, made from the planned disks. Queue: {@code site-<name>}. */
@ActivityInterface
public interface Raid {
    record Request(RaidLevel level, List<PlannedDisk> disks) {}

    /**
     * Where the image goes in this boot.
     *
     * @param device {@code /dev/…}
     * @param serial the disk's serial, empty where it has none and for an array
     * @param wwn the disk's world-wide name; null where it has none, for an array, and of runs that began under an older release
     */
    record Device(
            String device,
            String serial,
            long bytes,
            String evidence,
            @Nullable String wwn) {
        public Device(String device, String serial, long bytes, String evidence) {
            this(device, serial, bytes, evidence, null);
        }
    }

    /**
     * Finds the planned disks (and refuses any other), joins them when a level is asked for, and proves the result. A finished array of the
     * same disks is kept as it is.
     */
    @ActivityMethod(name = "ConfigureRaid")
    Device configure(BootOsTarget target, Request request);

    /** Finds what the system sees of a RAID controller's volume (and refuses whenever it may be another disk). */
    @ActivityMethod(name = "FindVolume")
    Device find(BootOsTarget target, Volumes.Standing volume);
}
