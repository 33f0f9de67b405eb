package io.metalwright.workflows.steps;

import io.metalwright.model.bmc.FirmwareImage;
import io.metalwright.model.bmc.FirmwareItem;
import io.metalwright.model.power.BmcTarget;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Firmware that a machine's BMC fetches and writes. Queue: {@code site-<name>}. */
@ActivityInterface
public interface FirmwareUpdates {
    /**
     * An update that the BMC took.
     *
     * @param atRestart whether it was told to wait for the machine's next start
     * @param task where the BMC tells what becomes of it; null where it does not
     */
    record Begun(boolean atRestart, @Nullable String task) {}

    /** What became of an update. */
    enum Result {
        /** A version changed, or will at the machine's next start. */
        DONE,
        /** It is over, and nothing changed. */
        FAILED,
        /** It is not known yet, and takes longer than it may. */
        LATE
    }

    /** @param words what was seen */
    record Ended(Result result, String words) {}

    @ActivityMethod(name = "ReadFirmwareInventory")
    List<FirmwareItem> readInventory(BmcTarget bmc);

    /** Begins an update: each call is one more. To be called once; {@link #findUpdate} tells what became of a call that did not come back. */
    @ActivityMethod(name = "BeginFirmwareUpdate")
    Begun beginUpdate(BmcTarget bmc, FirmwareImage image);

    /**
     * Looks for an update that was perhaps begun: a task that is at it, a part that is being updated, or a version that is another one already.
     *
     * @param before the inventory as it read before
     * @return null where nothing tells of one
     */
    @ActivityMethod(name = "FindFirmwareUpdate")
    @Nullable
    Begun findUpdate(BmcTarget bmc, FirmwareImage image, List<FirmwareItem> before);

    /** Waits until a version of the inventory reads otherwise than before, or the BMC tells why none does; may be called as often as one likes. */
    @ActivityMethod(name = "AwaitFirmwareUpdate")
    Ended awaitUpdate(BmcTarget bmc, Begun begun, List<FirmwareItem> before, long limitSeconds);
}
