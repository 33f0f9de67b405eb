package io.metalwright.activities.inventory;

import io.metalwright.activities.failures.Failures;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.Json;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.BootMode;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.Sha256;
import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.bmc.FirmwareWish;
import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.boot.PlannedMedium;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.image.PartitionFormat;
import io.metalwright.model.installer.InstallerOrder;
import io.metalwright.model.installer.TreeLayout;
import io.metalwright.model.plan.PlannedContents;
import io.metalwright.model.plan.PlannedDisk;
import io.metalwright.model.plan.PlannedImage;
import io.metalwright.model.plan.ProvisionPlan;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.spec.DiskWish;
import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.RaidLevel;
import io.metalwright.workflows.steps.Bios;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.FileSystems;
import io.metalwright.workflows.steps.Firmware;
import io.metalwright.workflows.steps.OsInstallation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settles, from what is known of a machine, what a run will do to it. */
final class ProvisionPlanner {
    private final Cmdb cmdb;
    private final NetworkChoice networks;
    private final DiscChoice discs;

    ProvisionPlanner(Cmdb cmdb) {
        this.cmdb = cmdb;
        this.networks = new NetworkChoice(cmdb);
        this.discs = new DiscChoice(cmdb);
    }

    /** The same for the same run, whatever was changed meanwhile: a plan is made once. */
    ProvisionPlan plan(String run, MachineId machine, ProvisionSpec spec, List<String> steps) {
        return cmdb.atomically(() -> {
            cmdb.machines().lock(machine);
            var plan = cmdb.runPlans().find(run, ProvisionPlan.class).orElseGet(() -> {
                var made = make(run, machine, spec, steps);
                cmdb.runPlans().keep(run, made, spec);
                return made;
            });
            cmdb.machines().recordState(machine, MachineState.PROVISIONING, null);
            return plan;
        });
    }

    private ProvisionPlan make(String run, MachineId id, ProvisionSpec spec, List<String> steps) {
        var found = Plannable.find(cmdb, id);
        var machine = found.machine();
        var hardware = found.hardware();
        var row = usable(spec.image());
        var layout = TreeLayout.ofFormat(row.format()).orElse(null);
        InstallerOrder.objection(row.name(), layout, spec).ifPresent(objection -> {
            throw Refusal.of(objection, "Retry with another image, or with 'installer' right.");
        });
        PartitionFormat.objection(row.name(), row.format(), spec).ifPresent(objection -> {
            throw Refusal.of(objection, "Retry with 'disks.raid' none, or with an image of a whole disk.");
        });
        boolean partition = PartitionFormat.is(row.format());
        if (partition && !steps.contains(OsInstallation.BOOT_LOADER_STEP)) {
            throw Refusal.of(
                    "Image '" + row.name()
                            + "' is of a partition, and this run began under a release that installs no boot loader.",
                    "Retry with an image of a whole disk; or cancel this run, and start another with this image.");
        }
        var image =
                new PlannedImage(row.name(), row.digest(), row.sizeBytes(), row.dataBytes(), partition ? true : null);
        var wish = spec.disks() == null ? new DiskWish(RaidLevel.NONE, List.of()) : spec.disks();
        var storage = storage(machine.name(), hardware.disks(), spec, steps);
        var volume = wish.volume() == null
                ? null
                : VolumeChoice.of(machine, cmdb.inspections().outOfBand(id), wish.volume(), image, steps);
        var disks = volume != null
                ? List.<PlannedDisk>of()
                : DiskChoice.of(machine.name(), candidates(hardware.disks(), wish, storage), wish, image);
        var firmware = steps.contains(Firmware.STEP) ? firmware(spec, hardware.bootMode()) : null;
        var mode = firmware == null ? spec.bootMode() : firmware.bootMode();
        var network = networks.choose(run, machine, hardware, spec.network());
        return summed(new ProvisionPlan(
                id,
                machine.site(),
                hardware.system().serial(),
                hardware.system().uuid(),
                machine.macs().addresses(),
                machine.bmc() == null ? null : machine.bmc().target(id),
                machine.bootAddress(),
                mode == null ? hardware.bootMode() : mode,
                wish.raid(),
                disks,
                image,
                network,
                spec.hostname(),
                PlannedContents.of(spec),
                firmware == null || firmware.secureBoot() == null
                        ? SecureBootKnown.of(cmdb, id, hardware)
                        : firmware.secureBoot(),
                firmware,
                bios(machine, spec, steps),
                medium(machine, spec),
                order(layout, image, disks, spec),
                storage == null ? null : volume == null ? storage.plan(disks, wish) : storage.plan(volume),
                volume,
                steps,
                ""));
    }

    private static @Nullable StorageChoice storage(
            String machine, List<Disk> disks, ProvisionSpec spec, List<String> steps) {
        var wish = spec.storage();
        if (wish == null) {
            return null;
        }
        if (wish.addsToImage() && !steps.contains(FileSystems.STEP)) {
            throw Refusal.of(
                    "'storage' asks for file systems or mounts, and this run began without: it has no step that makes them.",
                    "Cancel, and start another run with 'storage'.");
        }
        return new StorageChoice(machine, disks, wish);
    }

    /** A disk that is named for something else is not chosen for the image. */
    private static List<Disk> candidates(List<Disk> disks, DiskWish wish, @Nullable StorageChoice storage) {
        return storage == null || !wish.serials().isEmpty()
                ? disks
                : disks.stream().filter(disk -> !storage.names(disk)).toList();
    }

    private static @Nullable FirmwareWish firmware(ProvisionSpec spec, BootMode now) {
        // Legacy BIOS knows no secure boot.
        var mode = spec.bootMode() == null && Boolean.TRUE.equals(spec.secureBoot()) && now == BootMode.BIOS
                ? BootMode.UEFI
                : spec.bootMode();
        return mode == null && spec.secureBoot() == null ? null : new FirmwareWish(mode, spec.secureBoot(), null);
    }

    private static @Nullable BiosWish bios(MachineRow machine, ProvisionSpec spec, List<String> steps) {
        var wish = spec.bios();
        if (wish == null) {
            return null;
        }
        if (!steps.contains(Bios.STEP)) {
            throw Refusal.of(
                    "BIOS settings are wished for (" + wish.words() + "), and this run began without any.",
                    "Leave 'bios' out; or cancel this run, and start another with it.");
        }
        var bmc = machine.bmc();
        if (bmc == null || bmc.protocol() != BmcProtocol.REDFISH) {
            throw Refusal.of(
                    "BIOS settings are wished for (" + wish.words() + "), which are set over Redfish alone, and "
                            + (bmc == null
                                    ? "no BMC of " + machine.name() + " is known."
                                    : "the BMC of " + machine.name() + " is entered with IPMI."),
                    "Enter the BMC with protocol redfish on the machine's page, if it speaks that; or leave 'bios' out, and set them in the"
                            + " firmware's set-up by hand.");
        }
        return wish;
    }

    /** An installer needs the network's boot anyway. */
    private @Nullable PlannedMedium medium(MachineRow machine, ProvisionSpec spec) {
        return discs.choose(machine, spec.installer() == null ? spec.bootMethod() : BootMethod.NETWORK);
    }

    private static @Nullable InstallerOrder order(
            @Nullable TreeLayout layout, PlannedImage image, List<PlannedDisk> disks, ProvisionSpec spec) {
        var wish = spec.installer();
        return layout == null || wish == null
                ? null
                : new InstallerOrder(
                        layout,
                        image.digest(),
                        disks.getFirst(),
                        spec.hostname(),
                        wish.mirror(),
                        wish.proxy(),
                        wish.answers(),
                        wish.arguments());
    }

    private Usable usable(String name) {
        var image = cmdb.images()
                .find(name)
                .orElseThrow(() -> Failures.lasting(
                        FailureTypes.IMAGE_UNKNOWN,
                        "There is no image '" + name + "'.",
                        "Import it, or retry with one of those that 'metalwright images list' shows."));
        if (image.digest() == null) {
            throw switch (image.state()) {
                case IMPORTING, READY ->
                    Failures.mayPass(
                            FailureTypes.IMAGE_UNKNOWN,
                            "The image '" + name + "' is still being imported.",
                            "Wait for the import to end; or retry with another image.");
                case FAILED ->
                    Failures.lasting(
                            FailureTypes.IMAGE_UNKNOWN,
                            "The import of image '" + name + "' failed: " + image.error(),
                            "Import it again, or retry with another image.");
            };
        }
        return new Usable(name, image.digest(), image.format(), image.sizeBytes(), image.dataBytes());
    }

    /** An image that was imported. */
    private record Usable(
            String name, Sha256 digest, @Nullable String format, long sizeBytes, long dataBytes) {}

    private static ProvisionPlan summed(ProvisionPlan plan) {
        return new ProvisionPlan(
                plan.machine(),
                plan.site(),
                plan.serial(),
                plan.uuid(),
                plan.macs(),
                plan.bmc(),
                plan.bootAddress(),
                plan.bootMode(),
                plan.raid(),
                plan.disks(),
                plan.image(),
                plan.network(),
                plan.hostname(),
                plan.contents(),
                plan.secureBoot(),
                plan.firmware(),
                plan.bios(),
                plan.medium(),
                plan.installer(),
                plan.storage(),
                plan.volume(),
                plan.steps(),
                Sha256.sumOf(Json.textWithout("hash", plan)).hex());
    }
}
