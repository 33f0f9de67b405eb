package io.metalwright.workflows.steps;

import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedErasure;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Disks of a machine in BootOS, erased and proven to be. Queue: {@code site-<name>}. */
@ActivityInterface
public interface Erasure {
    /** What a long erasing tells as heartbeat details. When it fails, the bytes that are done are the failure's second detail. */
    record Progress(long bytesDone, long bytesTotal) {}

    /**
     * Stops arrays on these disks, destroys the marks of arrays, partitions and file systems, and reads back that none is found. Touches no other
     * disk. Done again, it does the same.
     *
     * @return what was seen
     */
    @ActivityMethod(name = "WipeMetadata")
    String wipe(BootOsTarget target, List<PlannedDisk> disks);

    /**
     * Erases one disk in full and reads samples of it back. Heartbeats {@link Progress}.
     *
     * @param from bytes that an earlier attempt has overwritten, from the disk's beginning
     */
    @ActivityMethod(name = "EraseDisk")
    String erase(BootOsTarget target, PlannedErasure erasure, long from);
}
