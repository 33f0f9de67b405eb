package io.metalwright.activities.power.redfish.inspection;

import io.metalwright.activities.power.redfish.Resource;
import io.metalwright.model.bmc.FirmwareItem;
import java.util.Optional;

/** An entry of the firmware inventory (DSP2046, SoftwareInventory). */
public final class SoftwareInventory {
    private SoftwareInventory() {}

    /** Nothing of a part that is not there, or whose version the BMC does not know. */
    public static Optional<FirmwareItem> read(Resource item) {
        return item.text("Version")
                .filter(version -> Presence.isThere(item))
                .map(version -> new FirmwareItem(
                        item.word("Id"),
                        item.text("Name").or(() -> item.text("Id")).orElse("firmware"),
                        version,
                        item.text("Status", "State").orElse(null),
                        item.truth("Updateable").orElse(null),
                        item.text("@odata.id").orElse(item.path())));
    }
}
