package io.metalwright.activities.inventory;

import io.metalwright.activities.failures.Failures;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.Sha256;
import io.metalwright.model.hardware.Drive;
import io.metalwright.model.hardware.OutOfBandReport;
import io.metalwright.model.hardware.Volume;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedImage;
import io.metalwright.model.plan.PlannedVolume;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.spec.VolumeLevel;
import io.metalwright.model.spec.VolumeWish;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Volumes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Of which drives a RAID controller makes a volume, and what is deleted for it: by what the machine's BMC told when it was last inspected. */
final class VolumeChoice {
    private final MachineRow machine;
    private final VolumeWish wish;

    private VolumeChoice(MachineRow machine, VolumeWish wish) {
        this.machine = machine;
        this.wish = wish;
    }

    static PlannedVolume of(
            MachineRow machine,
            Optional<OutOfBandReport> report,
            VolumeWish wish,
            PlannedImage image,
            List<String> steps) {
        return new VolumeChoice(machine, wish).planned(report, image, steps);
    }

    private PlannedVolume planned(Optional<OutOfBandReport> report, PlannedImage image, List<String> steps) {
        if (!steps.contains(Volumes.STEP)) {
            throw Refusal.of(
                    "A volume of a RAID controller is wished for, and this run began without any.",
                    "Leave 'disks.volume' out; or cancel this run, and start another with it.");
        }
        var bmc = machine.bmc();
        if (bmc == null || bmc.protocol() != BmcProtocol.REDFISH) {
            throw Refusal.of(
                    "A volume of a RAID controller (" + wish.level().word()
                            + ") is wished for, which is made over Redfish alone, and "
                            + (bmc == null
                                    ? "no BMC of " + machine.name() + " is known."
                                    : "the BMC of " + machine.name() + " is entered with IPMI."),
                    "Enter the BMC with protocol redfish on the machine's page, if it speaks that; or make the volume in the controller's own set-up,"
                            + " inspect the machine, and name the volume as a disk.");
        }
        var known = report.orElseThrow(() -> Refusal.of(
                "The drives of " + machine.name() + " are not known: its BMC was never asked for them.",
                "Start a run of kind 'inspect' with outOfBand=true, which asks the BMC."));
        var drives = wish.drives().stream().map(name -> drive(name, known)).toList();
        if (drives.stream().distinct().count() != drives.size()) {
            throw Refusal.of(
                    "'disks.volume.drives' names a drive twice, by its serial number and by its WWN.",
                    "Name each once.");
        }
        var planned = drives.stream()
                .map(drive -> new PlannedDisk(drive.wwn(), drive.serial(), drive.bytes()))
                .toList();
        var volume = new PlannedVolume(wish.level(), planned, name(planned), replaced(known, drives));
        if (volume.bytes() > 0 && volume.bytes() < image.sizeBytes()) {
            throw Failures.lasting(
                    FailureTypes.DISK_TOO_SMALL,
                    "Image '" + image.name() + "' needs " + image.sizeBytes() + " bytes, and " + volume.words()
                            + " of machine " + machine.name() + " holds " + volume.bytes() + " at most.",
                    "Retry with a smaller image, or with other 'disks.volume.drives'.");
        }
        return volume;
    }

    private Drive drive(String name, OutOfBandReport known) {
        var found = known.drives().stream()
                .filter(drive -> name.equals(drive.serial()) || name.equals(drive.wwn()))
                .toList();
        if (found.size() != 1) {
            throw Failures.lasting(
                    FailureTypes.NO_DISK,
                    "The BMC of " + machine.name() + " tells of "
                            + (found.isEmpty() ? "no drive" : found.size() + " drives") + " with serial or WWN '" + name
                            + "'.",
                    "It tells of: "
                            + known.drives().stream().map(VolumeChoice::words).collect(Collectors.joining("; "))
                            + ". Start a run of kind 'inspect' with outOfBand=true if its drives were exchanged.");
        }
        var drive = found.getFirst();
        if ("Critical".equals(drive.health())) {
            throw Failures.lasting(
                    FailureTypes.NO_DISK,
                    "The drive '" + name + "' of " + machine.name() + " has failed: its BMC rates it as Critical.",
                    "Exchange it, inspect the machine again, and name the new one.");
        }
        return drive;
    }

    private List<Volume> replaced(OutOfBandReport known, List<Drive> drives) {
        var names = new ArrayList<String>();
        drives.forEach(drive -> names.add(nameOf(drive)));
        var over = known.volumes().stream()
                .filter(volume -> !Volume.RAW.equals(volume.level()))
                .filter(volume -> volume.drives().stream().anyMatch(names::contains))
                .toList();
        boolean isSo = over.size() == 1
                && VolumeLevel.ofRedfish(
                                Objects.requireNonNullElse(over.getFirst().level(), ""))
                        .filter(wish.level()::equals)
                        .isPresent()
                && Set.copyOf(over.getFirst().drives()).equals(Set.copyOf(names));
        if (isSo) {
            return List.of();
        }
        if (!over.isEmpty() && !wish.replace()) {
            throw Refusal.of(
                    "Over these drives of " + machine.name() + " stands "
                            + over.stream().map(Volume::words).collect(Collectors.joining("; ")) + ".",
                    "If it may be deleted with all that is on it, say so by 'disks.volume.replace'; else name other drives.");
        }
        return over;
    }

    private static String nameOf(Drive drive) {
        return drive.serial() != null ? drive.serial() : Objects.requireNonNullElse(drive.wwn(), drive.place());
    }

    /** The same for the same machine, level and drives, and short enough for any controller (the shortest take 15 characters). */
    private String name(List<PlannedDisk> drives) {
        return "mw"
                + Sha256.sumOf(machine.id() + wish.level().word() + drives)
                        .hex()
                        .substring(0, 10);
    }

    private static String words(Drive drive) {
        return drive.place() + ": " + nameOf(drive) + ", " + drive.bytes() / 1_000_000_000 + " GB";
    }

    static @Nullable VolumeWish again(@Nullable PlannedVolume volume) {
        return volume == null
                ? null
                : new VolumeWish(
                        volume.level(),
                        volume.drives().stream()
                                .map(drive ->
                                        drive.serial() == null || drive.serial().isBlank()
                                                ? Objects.requireNonNull(drive.wwn())
                                                : drive.serial())
                                .toList(),
                        false);
    }
}
