package io.metalwright.activities.switching;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcTask;
import io.metalwright.activities.power.PowerOnlyBmc;
import io.metalwright.activities.power.UpdateOrder;
import io.metalwright.model.bmc.FirmwareImage;
import io.metalwright.model.bmc.FirmwareItem;
import io.metalwright.model.power.PowerState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A BMC whose task and inventory read, look by look, as a test has them; the last of each stays. Where a look says so it is away. */
final class UpdatingBmc {
    static final BmcTask GONE = new BmcTask(BmcTask.State.GONE, List.of());

    final Deque<Optional<BmcTask>> tasks = new ArrayDeque<>();
    final Deque<List<FirmwareItem>> inventories = new ArrayDeque<>();
    final List<String> asked = new ArrayList<>();
    Optional<UpdateOrder> underWay = Optional.empty();

    static BmcTask task(BmcTask.State state, String... said) {
        return new BmcTask(state, List.of(said));
    }

    static FirmwareItem item(String id, String version) {
        return new FirmwareItem(id, "BIOS", version, null, null, "/f/" + id);
    }

    private static <T> T next(Deque<T> looks) {
        return looks.size() > 1 ? looks.removeFirst() : looks.getFirst();
    }

    Bmc open() {
        return new PowerOnlyBmc() {
            @Override
            public PowerState powerState() {
                return PowerState.ON;
            }

            @Override
            public List<FirmwareItem> firmwareInventory() {
                asked.add("inventory");
                return next(inventories);
            }

            @Override
            public UpdateOrder updateFirmware(FirmwareImage image) {
                asked.add("update");
                return new UpdateOrder(image.atRestart(), "/t/1");
            }

            @Override
            public Optional<UpdateOrder> updateUnderWay(FirmwareImage image) {
                return underWay;
            }

            @Override
            public BmcTask task(String link) {
                asked.add("task");
                return next(tasks).orElseThrow(() -> new BmcFailure.Unreachable("connection refused"));
            }
        };
    }
}
