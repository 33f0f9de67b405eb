package io.metalwright.activities.switching;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.FirmwareUpdate;
import io.metalwright.activities.power.UpdateOrder;
import io.metalwright.activities.shell.Pulse;
import io.metalwright.model.bmc.FirmwareImage;
import io.metalwright.model.bmc.FirmwareItem;
import io.metalwright.model.bmc.FirmwareVersions;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.FirmwareUpdates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has firmware updated through the BMCs that runs name. */
public final class FirmwareUpdateActivity implements FirmwareUpdates {
    private final BmcVisits visits;
    private final FirmwareUpdate.Times times;

    public FirmwareUpdateActivity(BmcVisits visits) {
        this(visits, FirmwareUpdate.Times.USUAL);
    }

    public FirmwareUpdateActivity(BmcVisits visits, FirmwareUpdate.Times times) {
        this.visits = visits;
        this.times = times;
    }

    @Override
    public List<FirmwareItem> readInventory(BmcTarget bmc) {
        return visit(bmc, "read the firmware of", Bmc::firmwareInventory);
    }

    @Override
    public Begun beginUpdate(BmcTarget bmc, FirmwareImage image) {
        return begun(visit(bmc, "update firmware of", open -> open.updateFirmware(image)));
    }

    @Override
    public @Nullable Begun findUpdate(BmcTarget bmc, FirmwareImage image, List<FirmwareItem> before) {
        return visit(
                        bmc,
                        "look for an update of firmware of",
                        open -> open.updateUnderWay(image).or(() -> trace(image, before, open.firmwareInventory())))
                .map(FirmwareUpdateActivity::begun)
                .orElse(null);
    }

    /** Of an update whose task is not told. */
    private static Optional<UpdateOrder> trace(FirmwareImage image, List<FirmwareItem> before, List<FirmwareItem> now) {
        boolean isSeen = !FirmwareVersions.changes(before, now).isEmpty()
                || !FirmwareVersions.awaitingStart(before, now).isEmpty()
                || now.stream().anyMatch(item -> "Updating".equals(item.state()));
        return isSeen ? Optional.of(new UpdateOrder(image.atRestart(), null)) : Optional.empty();
    }

    private static Begun begun(UpdateOrder order) {
        return new Begun(order.atRestart(), order.task());
    }

    @Override
    public Ended awaitUpdate(BmcTarget bmc, Begun begun, List<FirmwareItem> before, long limitSeconds) {
        return await(bmc, begun, before, Duration.ofSeconds(limitSeconds), Pulse.ofActivity());
    }

    Ended await(BmcTarget bmc, Begun begun, List<FirmwareItem> before, Duration limit, Runnable pulse) {
        var order = new UpdateOrder(begun.atRestart(), begun.task());
        try {
            var end = new FirmwareUpdate(new Visiting(visits, bmc), order, before, times).await(limit, pulse);
            return new Ended(
                    switch (end.result()) {
                        case DONE -> Result.DONE;
                        case FAILED -> Result.FAILED;
                        case LATE -> Result.LATE;
                    },
                    end.words());
        } catch (BmcFailure e) {
            throw BmcVisits.failure("follow an update of firmware of", bmc, e);
        }
    }

    /** By the broker, which logs in anew where the BMC has forgotten us. */
    private record Visiting(BmcVisits visits, BmcTarget bmc) implements FirmwareUpdate.Way {
        @Override
        public <T> T visit(Function<Bmc, T> work) {
            return visits.visit(bmc, work);
        }
    }

    private <T> T visit(BmcTarget bmc, String purpose, Function<Bmc, T> work) {
        try {
            return visits.visit(bmc, work);
        } catch (BmcFailure e) {
            throw BmcVisits.failureOrNoWay(purpose, bmc, e);
        }
    }
}
