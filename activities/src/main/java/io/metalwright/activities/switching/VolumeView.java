package io.metalwright.activities.switching;

import io.metalwright.activities.failures.Failures;
import io.metalwright.model.bmc.StorageController;
import io.metalwright.model.bmc.StorageController.Bay;
import io.metalwright.model.hardware.Volume;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedVolume;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.spec.VolumeLevel;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Volumes;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands over the drives of a planned volume. */
final class VolumeView {
    private final BmcTarget bmc;
    private final PlannedVolume planned;
    private final StorageController controller;
    private final List<Bay> bays;
    private final List<Volume> over;

    private VolumeView(BmcTarget bmc, PlannedVolume planned, StorageController controller, List<Bay> bays) {
        this.bmc = bmc;
        this.planned = planned;
        this.controller = controller;
        this.bays = bays;
        var names = bays.stream().map(Bay::name).collect(Collectors.toSet());
        this.over = controller.volumes().stream()
                .filter(volume -> !Volume.RAW.equals(volume.level()))
                .filter(volume -> volume.drives().stream().anyMatch(names::contains) || isNamedByUs(volume))
                .toList();
    }

    /** @throws ApplicationFailure if the drives are not there, not all on one controller, or not to be told from others */
    static VolumeView of(BmcTarget bmc, PlannedVolume planned, List<StorageController> controllers) {
        var holders = new HashSet<StorageController>();
        var bays = new ArrayList<Bay>();
        for (var drive : planned.drives()) {
            var places = new ArrayList<Bay>();
            for (var each : controllers) {
                for (var bay : each.drives()) {
                    if (is(drive, bay)) {
                        places.add(bay);
                        holders.add(each);
                    }
                }
            }
            if (places.size() != 1) {
                throw wrong(
                        bmc,
                        "find the planned drive (" + drive + ")",
                        (places.isEmpty() ? "it is not there" : places.size() + " drives answer to it") + ". "
                                + words(controllers),
                        "Put the drive back; or retry with a change of /disks/volume/drives, or cancel.");
            }
            bays.add(places.getFirst());
        }
        if (holders.size() != 1) {
            throw wrong(
                    bmc,
                    "find the controller of the planned drives",
                    "they are behind " + holders.size() + " controllers. " + words(controllers),
                    "Retry with a change of /disks/volume/drives to drives of one controller.");
        }
        var holder = holders.iterator().next();
        if (!holder.makesVolumes()) {
            throw wrong(
                    bmc,
                    "find the volumes of " + holder.name(),
                    "it has no list of volumes, and so makes none",
                    "Make the volume in the controller's own set-up, and retry with a change of /disks that names it as a disk.");
        }
        if (!holder.levels().isEmpty() && !holder.levels().contains(planned.level())) {
            throw wrong(
                    bmc,
                    "make " + planned.level().word() + " by " + holder.name(),
                    "it makes "
                            + holder.levels().stream().map(VolumeLevel::word).collect(Collectors.joining(", "))
                            + " alone",
                    "Retry with a change of /disks/volume/level.");
        }
        return new VolumeView(bmc, planned, holder, bays);
    }

    private static boolean is(PlannedDisk drive, Bay bay) {
        return drive.serial() != null
                ? drive.serial().equals(bay.serial())
                : drive.wwn() != null && drive.wwn().equals(bay.wwn());
    }

    StorageController controller() {
        return controller;
    }

    List<String> driveLinks() {
        return bays.stream().map(Bay::link).toList();
    }

    /** The volume that is wished for: the one over these drives, and of their level. */
    Volumes.@Nullable Standing standing() {
        if (over.size() != 1) {
            return null;
        }
        var volume = over.getFirst();
        boolean isOfLevel = volume.level() != null
                && VolumeLevel.ofRedfish(volume.level())
                        .filter(planned.level()::equals)
                        .isPresent();
        boolean isOfDrives = volume.drives().isEmpty()
                ? isNamedByUs(volume)
                : new HashSet<>(volume.drives())
                        .equals(bays.stream().map(Bay::name).collect(Collectors.toSet()));
        return isOfLevel && isOfDrives
                ? new Volumes.Standing(
                        controller.name(),
                        volume.name(),
                        planned.level(),
                        volume.bytes(),
                        volume.wwn(),
                        planned.drives())
                : null;
    }

    /** Where the BMC does not tell the drives of volumes, the name tells that one is ours. */
    private boolean isNamedByUs(Volume volume) {
        return volume.drives().isEmpty() && volume.name().equals(planned.name());
    }

    /** Volumes over these drives that are not the one that is wished for. */
    List<Volume> inTheWay() {
        return standing() != null ? List.of() : over;
    }

    /** @throws ApplicationFailure if the plan does not name what stands in the way: then it is not ours to delete */
    void refuseStrangers() {
        var strangers = inTheWay().stream()
                .filter(volume -> planned.replaced().stream().noneMatch(named -> isSame(named, volume)))
                .toList();
        if (!strangers.isEmpty()) {
            throw wrong(
                    bmc,
                    "make " + planned.words(),
                    "over these drives stands " + VolumeActivity.words(strangers)
                            + ", and the plan does not say that it is deleted. Nothing was changed",
                    "If it may be deleted with all that is on it: cancel, start a run of kind 'inspect' with outOfBand=true, by which the plan knows of it,"
                            + " and then another with 'disks.volume.replace'. Or retry with a change of /disks/volume/drives.");
        }
    }

    private static boolean isSame(Volume named, Volume there) {
        return named.link() != null
                && named.link().equals(there.link())
                && named.bytes() == there.bytes()
                && new HashSet<>(named.drives()).equals(new HashSet<>(there.drives()));
    }

    /** What there is, for people. */
    String words() {
        return words(List.of(controller));
    }

    private static String words(List<StorageController> controllers) {
        return controllers.isEmpty()
                ? "The BMC tells of no storage controller"
                : controllers.stream()
                        .map(each -> each.name() + " has the drives "
                                + (each.drives().isEmpty()
                                        ? "(none)"
                                        : each.drives().stream().map(Bay::name).collect(Collectors.joining(", ")))
                                + " and the volumes "
                                + (each.volumes().isEmpty() ? "(none)" : VolumeActivity.words(each.volumes())))
                        .collect(Collectors.joining("; "));
    }

    private static ApplicationFailure wrong(BmcTarget bmc, String purpose, String found, String advice) {
        return Failures.lasting(
                FailureTypes.WRONG_MACHINE,
                purpose + " of " + bmc.machine() + " through " + BmcVisits.place(bmc) + ": " + found + ".",
                advice);
    }
}
