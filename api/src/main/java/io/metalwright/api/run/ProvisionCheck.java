package io.metalwright.api.run;

import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.image.Image;
import io.metalwright.cmdb.image.ImageState;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.MachineState;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.image.PartitionFormat;
import io.metalwright.model.installer.InstallerOrder;
import io.metalwright.model.installer.TreeLayout;
import io.metalwright.model.spec.FileSystemWish;
import io.metalwright.model.spec.ProvisionSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;

/**
 * Refuses at once what a run would stop at in its first step. The run's own plan is what counts: it is made later, and checks all of this and
 * more.
 */
@Component
final class ProvisionCheck {
    private final Cmdb cmdb;

    ProvisionCheck(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    void check(MachineRow machine, ProvisionSpec spec) {
        if (machine.state() == MachineState.RETIRED) {
            throw Problem.refused("retired", "The machine is retired", "Machine " + machine.name() + " is retired.")
                    .at("machine");
        }
        var image = image(spec.image());
        InstallerOrder.objection(
                        image.name(), TreeLayout.ofFormat(image.format()).orElse(null), spec)
                .ifPresent(objection -> {
                    throw Problem.refused("installer", "The system cannot come that way", objection)
                            .at("spec.installer");
                });
        PartitionFormat.objection(image.name(), image.format(), spec).ifPresent(objection -> {
            throw Problem.refused("no-mirror", "The image cannot go on a mirror", objection)
                    .at("spec.disks.raid")
                    .help("Leave the mirror out, or name an image of a whole disk.");
        });
        checkDisks(machine, hardware(machine), image, spec);
        checkAddress(machine, spec);
    }

    private Image image(String name) {
        var image = cmdb.images()
                .find(name)
                .orElseThrow(() -> Problem.refused(
                                "unknown-image", "There is no such image", "There is no image '" + name + "'.")
                        .at("spec.image")
                        .help(known()));
        if (image.digest() != null) {
            return image;
        }
        throw image.state() == ImageState.FAILED
                ? Problem.refused(
                                "image-failed",
                                "The image is not usable",
                                "The import of image '" + name + "' failed: " + image.error())
                        .at("spec.image")
                        .help("Import it again, or name another image.")
                : Problem.refused(
                                "image-importing",
                                "The image is not there yet",
                                "The image '" + name + "' is still being imported.")
                        .at("spec.image")
                        .help("Ask again when its state is ready.");
    }

    private String known() {
        var names = cmdb.images().search(null, PageRequest.of(0, 20, Sort.by("name"))).stream()
                .map(Image::name)
                .toList();
        return names.isEmpty()
                ? "There are no images yet. Import one first."
                : "There are: " + String.join(", ", names) + ".";
    }

    private HardwareReport hardware(MachineRow machine) {
        return cmdb.machines().hardware(machine.id()).orElseThrow(() -> {
            var run = cmdb.runs().activeOf(List.of(machine.id())).get(machine.id());
            return run != null
                    ? MachineLookup.busy(machine, run)
                    : Problem.refused(
                                    "not-registered",
                                    "The machine is not registered",
                                    "The hardware of machine " + machine.name() + " is not known yet.")
                            .at("machine")
                            .help("Let it boot from the network, or start a run of kind 'register' first.");
        });
    }

    private static void checkDisks(MachineRow machine, HardwareReport hardware, Image image, ProvisionSpec spec) {
        var fixed = hardware.disks().stream().filter(disk -> !disk.removable()).toList();
        var wished = spec.disks() == null ? List.<String>of() : spec.disks().serials();
        checkThere(machine, fixed, wished, "spec.disks.serials");
        var other = spec.storage() == null
                ? List.<String>of()
                : spec.storage().fileSystems().stream()
                        .map(FileSystemWish::disk)
                        .filter(Objects::nonNull)
                        .toList();
        checkThere(machine, fixed, other, "spec.storage.fileSystems");
        if (spec.disks() != null && spec.disks().volume() != null) {
            // Its drives are known to the machine's BMC alone: the plan sees to them.
            return;
        }
        int needed = spec.disks() == null ? 1 : spec.disks().raid().disks();
        var usable = fixed.stream()
                .filter(disk -> wished.isEmpty() || wished.stream().anyMatch(name -> disk.answersTo(name)))
                .sorted(Comparator.comparingLong(Disk::bytes).reversed())
                .toList();
        if (usable.size() < needed) {
            throw Problem.refused(
                            "no-disk",
                            "There are too few disks",
                            "Machine " + machine.name() + " has " + usable.size() + " such disks, and " + needed
                                    + " are needed.")
                    .at("spec.disks");
        }
        var smallest = usable.get(needed - 1);
        if (smallest.bytes() < image.sizeBytes()) {
            throw Problem.refused(
                            "disk-too-small",
                            "The disk is too small",
                            "Image '" + image.name() + "' needs " + image.sizeBytes()
                                    + " bytes, and the disk of machine " + machine.name() + " with " + words(smallest)
                                    + ".")
                    .at("spec.image")
                    .help("Name a smaller image, or a machine with a larger disk.");
        }
    }

    private static void checkThere(MachineRow machine, List<Disk> fixed, List<String> names, String field) {
        for (var name : names) {
            var named = fixed.stream().filter(disk -> disk.answersTo(name)).toList();
            if (named.isEmpty()) {
                throw Problem.refused(
                                "unknown-disk",
                                "There is no such disk",
                                "Machine " + machine.name() + " has no fixed disk with the serial number or WWN '"
                                        + name + "'.")
                        .at(field)
                        .help("It has: "
                                + fixed.stream().map(ProvisionCheck::words).collect(Collectors.joining("; ")) + ".");
            }
            if (named.size() > 1) {
                throw Problem.refused(
                                "ambiguous-disk",
                                "Several disks have that name",
                                named.size() + " disks of machine " + machine.name() + " answer to '" + name + "'.")
                        .at(field)
                        .help("Name the one that is meant by what no other has: its WWN, or else its serial number.");
            }
        }
    }

    private static String words(Disk disk) {
        return (disk.serial() == null
                        ? "WWN " + Objects.requireNonNullElse(disk.wwn(), "unknown")
                        : "serial number " + disk.serial())
                + " has " + disk.bytes() + " bytes";
    }

    private void checkAddress(MachineRow machine, ProvisionSpec spec) {
        var address = spec.network() == null ? null : spec.network().address();
        if (address != null
                && cmdb.segments().containing(machine.site(), address).isEmpty()) {
            throw Problem.refused(
                            "no-segment",
                            "The address lies in no segment",
                            "The address " + address + " lies in no segment of site '" + machine.site() + "'.")
                    .at("spec.network.address")
                    .help("Name an address of a segment, or add the segment.");
        }
    }
}
