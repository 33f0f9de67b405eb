package io.metalwright.activities.power.redfish.inspection;

import io.metalwright.activities.power.redfish.Resource;

/** Whether a thing is where its resource says: BMCs list empty sockets, slots and bays as absent. */
public final class Presence {
    private Presence() {}

    public static boolean isThere(Resource thing) {
        return !thing.word("Status", "State").equals("Absent");
    }

    /** What people call its place. */
    public static String place(Resource thing, String otherwise) {
        return thing.text("PhysicalLocation", "PartLocation", "ServiceLabel")
                .or(() -> thing.text("Location"))
                .or(() -> thing.text("DeviceLocator"))
                .or(() -> thing.text("Id"))
                .or(() -> thing.text("Name"))
                .orElse(otherwise);
    }
}
