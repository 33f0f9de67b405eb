package io.metalwright.activities.power.redfish.inspection;

import io.metalwright.activities.power.redfish.Resource;
import io.metalwright.activities.power.redfish.vendor.Vendor;
import io.metalwright.model.hardware.Drive;
import io.metalwright.model.hardware.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** DSP2046, Storage, Drive and Volume; where a BMC has none of them, what it has in their place. */
final class Drives {
    private final Tree tree;
    private final Resource system;
    private final Vendor vendor;
    /** By link: a drive hangs on its controller, its chassis and its volume. */
    private final LinkedHashMap<String, Drive> drives = new LinkedHashMap<>();

    private final LinkedHashMap<String, Volume> volumes = new LinkedHashMap<>();

    Drives(Tree tree, Resource system, Vendor vendor) {
        this.tree = tree;
        this.system = system;
        this.vendor = vendor;
        for (var storage : tree.membersOf(system, "Storage")) {
            var here = tree.readAll(storage.links("Drives"));
            here.forEach(this::drive);
            tree.membersOf(storage, "Volumes")
                    .forEach(volume -> volumes.put(volume.path(), Volumes.read(volume, here)));
        }
        for (var list : vendor.driveLists(system)) {
            tree.members(list).forEach(this::smartArray);
        }
        if (drives.isEmpty()) {
            ofChassis();
        }
        if (drives.isEmpty()) {
            tree.membersOf(system, "SimpleStorage").forEach(this::simple);
        }
    }

    List<Drive> drives() {
        return List.copyOf(drives.values());
    }

    List<Volume> volumes() {
        return List.copyOf(volumes.values());
    }

    private void drive(Resource drive) {
        if (!Presence.isThere(drive)) {
            return;
        }
        drives.put(
                drive.path(),
                new Drive(
                        Presence.place(drive, "drive " + (drives.size() + 1)),
                        drive.amount("CapacityBytes").orElse(0),
                        drive.text("Model").orElse(null),
                        drive.text("SerialNumber").orElse(null),
                        DurableNames.wwn(drive),
                        bus(drive.word("Protocol")),
                        rotational(drive.word("MediaType")),
                        drive.text("Revision")
                                .or(() -> drive.text("FirmwareVersion"))
                                .orElse(null),
                        drive.text("Status", "Health").orElse(null)));
    }

    /** iLO 4 and 5: sizes in MiB, firmware one object deeper. */
    private void smartArray(Resource controller) {
        for (var drive : tree.membersOf(controller, "Links", "PhysicalDrives")) {
            if (Presence.isThere(drive)) {
                drives.put(
                        drive.path(),
                        new Drive(
                                Presence.place(drive, "drive"),
                                drive.amount("CapacityMiB").orElse(0) << 20,
                                drive.text("Model").orElse(null),
                                drive.text("SerialNumber").orElse(null),
                                null,
                                bus(drive.word("InterfaceType")),
                                rotational(drive.word("MediaType")),
                                drive.text("FirmwareVersion", "Current", "VersionString")
                                        .orElse(null),
                                drive.text("Status", "Health").orElse(null)));
            }
        }
        for (var volume : tree.membersOf(controller, "Links", "LogicalDrives")) {
            volumes.put(
                    volume.path(),
                    new Volume(
                            volume.text("LogicalDriveName")
                                    .or(() -> volume.text("Id"))
                                    .orElse("volume"),
                            volume.amount("CapacityMiB").orElse(0) << 20,
                            volume.text("Raid").map(raid -> "RAID" + raid).orElse(null),
                            volume.text("VolumeUniqueIdentifier")
                                    .flatMap(DurableNames::hexadecimal)
                                    .orElse(null),
                            null,
                            List.of()));
        }
    }

    private void ofChassis() {
        for (var chassis : tree.readAll(system.links("Links", "Chassis"))) {
            tree.readAll(chassis.links("Links", "Drives")).forEach(this::drive);
            tree.membersOf(chassis, "Drives").forEach(this::drive);
        }
    }

    /** Has no serial numbers, and is all that old BMCs have. */
    private void simple(Resource storage) {
        var devices = new ArrayList<>(storage.objects("Devices"));
        for (int place = 1; place <= devices.size(); place++) {
            var device = devices.get(place - 1);
            // Drives that tell nothing of themselves are empty bays.
            if (Presence.isThere(device)
                    && (device.amount("CapacityBytes").isPresent()
                            || device.text("Model").isPresent())) {
                drives.put(
                        storage.path() + "#" + place,
                        new Drive(
                                device.text("Name").orElse("drive " + place),
                                device.amount("CapacityBytes").orElse(0),
                                device.text("Model").orElse(null),
                                null,
                                null,
                                null,
                                null,
                                null,
                                device.text("Status", "Health").orElse(null)));
            }
        }
    }

    private static @Nullable String bus(String protocol) {
        return switch (protocol.toLowerCase(Locale.ROOT)) {
            case "nvme", "pcie", "nvmeoverfabrics" -> "nvme";
            case "sata", "ahci" -> "sata";
            case "sas" -> "sas";
            case "usb" -> "usb";
            case "fc" -> "fc";
            case "iscsi" -> "iscsi";
            case "emmc" -> "mmc";
            default -> null;
        };
    }

    private static @Nullable Boolean rotational(String medium) {
        return switch (medium) {
            case "HDD" -> true;
            case "SSD" -> false;
            default -> null;
        };
    }
}
