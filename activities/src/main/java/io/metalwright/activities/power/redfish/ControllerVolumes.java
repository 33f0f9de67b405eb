package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcTask;
import io.metalwright.activities.power.VolumeOrder;
import io.metalwright.activities.power.redfish.inspection.DurableNames;
import io.metalwright.activities.power.redfish.inspection.Presence;
import io.metalwright.activities.power.redfish.inspection.Volumes;
import io.metalwright.model.bmc.StorageController;
import io.metalwright.model.spec.VolumeLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Volumes of RAID controllers (DSP2046, Storage, Volume, VolumeCollection; DSP0266, create, delete, operation apply time). */
final class ControllerVolumes {
    private static final int BAD = 400;
    private static final int UNFIT = 422;
    private static final String APPLY_TIME = "@Redfish.OperationApplyTime";
    private static final String APPLY_TIMES = "@Redfish.OperationApplyTimeSupport";
    private static final String MAKE = "Make a volume";
    private static final String DELETE = "Delete a volume";

    private final Server server;
    private final RedfishSession session;

    ControllerVolumes(Server server) {
        this.server = server;
        this.session = server.session();
    }

    List<StorageController> read() {
        return server
                .readSystem()
                .link("Storage")
                .map(link -> session.collection("List the storage controllers", link))
                .orElseThrow(
                        () -> new BmcFailure.Refused(
                                "Storage",
                                0,
                                "Read the storage controllers by BMC " + session.address()
                                        + ": it tells of none as Redfish specifies them. Make the volume in the controller's own set-up."))
                .stream()
                .map(this::controller)
                .toList();
    }

    private StorageController controller(Resource storage) {
        var drives = storage.links("Drives").stream()
                .flatMap(link -> session.find("Read a drive", link).stream())
                .filter(Presence::isThere)
                .toList();
        var volumes = storage.link("Volumes")
                .map(link -> session.collection("List the volumes", link))
                .orElseGet(List::of);
        return new StorageController(
                storage.path(),
                storage.text("Name").or(() -> storage.text("Id")).orElse("storage"),
                levels(storage),
                drives.stream().map(ControllerVolumes::bay).toList(),
                volumes.stream().map(volume -> Volumes.read(volume, drives)).toList(),
                storage.link("Volumes").isPresent());
    }

    private static StorageController.Bay bay(Resource drive) {
        return new StorageController.Bay(
                drive.path(),
                Presence.place(drive, "drive"),
                drive.text("SerialNumber").orElse(null),
                DurableNames.wwn(drive),
                drive.amount("CapacityBytes").orElse(0),
                drive.text("Status", "Health").orElse(null));
    }

    /** Since Storage 1.9 the controllers are resources of their own; before, objects within. */
    private List<VolumeLevel> levels(Resource storage) {
        var controllers = new ArrayList<>(storage.objects("StorageControllers"));
        storage.link("Controllers")
                .ifPresent(link -> controllers.addAll(session.collection("Read the storage controllers", link)));
        return controllers.stream()
                .flatMap(controller -> controller.texts("SupportedRAIDTypes").stream())
                .flatMap(word -> VolumeLevel.ofRedfish(word).stream())
                .distinct()
                .sorted()
                .toList();
    }

    VolumeOrder make(String controller, VolumeLevel level, List<String> drives, String name) {
        var list = session.read("Read the storage controller", controller)
                .link("Volumes")
                .orElseThrow(() -> new BmcFailure.Refused(
                        "Volumes",
                        0,
                        MAKE + " by BMC " + session.address() + ": " + controller + " has no list of volumes."));
        boolean atRestart = onlyAtRestart(session.read("List the volumes", list));
        var body = RedfishSession.object().put("RAIDType", level.name()).put("DisplayName", name);
        var links = body.putObject("Links").putArray("Drives");
        drives.forEach(drive -> links.addObject().put("@odata.id", drive));
        body.put(APPLY_TIME, atRestart ? "OnReset" : "Immediate");
        while (true) {
            try {
                return new VolumeOrder(
                        atRestart, session.begin(MAKE, list, body).orElse(null));
            } catch (BmcFailure.Refused refusal) {
                amend(body, level, name, refusal);
            }
        }
    }

    /** What a BMC of an older schema refuses by name is said in that schema's words, or left out. Each is done once, so that this ends. */
    private void amend(ObjectNode body, VolumeLevel level, String name, BmcFailure.Refused refusal) {
        var said = String.valueOf(refusal.getMessage());
        if (refusal.code() != BAD && refusal.code() != UNFIT) {
            throw refusal;
        }
        if (said.contains("RAIDType")
                && body.has("RAIDType")
                && level.volumeType().isPresent()) {
            body.remove("RAIDType");
            body.put("VolumeType", level.volumeType().orElseThrow());
        } else if (said.contains("DisplayName") && body.has("DisplayName")) {
            body.remove("DisplayName");
            body.put("Name", name);
        } else if (said.contains("OperationApplyTime") && body.has(APPLY_TIME)) {
            body.remove(APPLY_TIME);
        } else {
            throw refusal;
        }
    }

    VolumeOrder delete(String volume) {
        var there = session.find("Read the volume", volume);
        if (there.isEmpty()) {
            return new VolumeOrder(false, null);
        }
        return new VolumeOrder(
                onlyAtRestart(there.orElseThrow()),
                session.beginToDelete(DELETE, volume).orElse(null));
    }

    /** A list tells it of what is made there, a volume of its own end. Who tells nothing does it at once. */
    private static boolean onlyAtRestart(Resource resource) {
        var times = resource.texts(APPLY_TIMES, "SupportedValues");
        return times.contains("OnReset") && !times.contains("Immediate");
    }

    Optional<String> failure(VolumeOrder order) {
        return Optional.ofNullable(order.task())
                .map(task -> session.task("Change the volumes", task, server.vendor()::isKept))
                .filter(task -> task.state() == BmcTask.State.FAILED)
                .map(BmcTask::words);
    }
}
