package io.metalwright.model.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.Sha256;
import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.bmc.FirmwareWish;
import io.metalwright.model.boot.PlannedMedium;
import io.metalwright.model.installer.InstallerOrder;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.model.spec.RaidLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code Provision} run will do, readable before anything happens. It never changes; a run that finds another machine than this one
 * stops and asks.
 *
 * @param serial,uuid the machine's identity by SMBIOS, checked before a disk is touched
 * @param bmc how it is switched on, or null: then a person is asked to
 * @param bootAddress its address while it is in BootOS
 * @param disks what is erased and written; more than one under RAID, none where a volume is made
 * @param secureBoot whether its firmware starts what is signed alone, as far as is known; null: nobody told
 * @param firmware how its firmware is set before it boots; null: as it is
 * @param bios which BIOS settings it is given before it boots; null: as they are
 * @param medium the disc from which it boots BootOS; null: it boots from the network
 * @param contents what is put into the system; null in plans of older releases
 * @param installer what its distribution's installer is to do; null: the image is written
 * @param storage file systems and mounts beside those of the image; null: the root file system is given all of its disk
 * @param volume made by the RAID controller for the image; null: the image goes to disks
 * @param hash sum of all the above
 */
public record ProvisionPlan(
        MachineId machine,
        SiteName site,
        @Nullable String serial,
        @Nullable String uuid,
        List<MacAddress> macs,
        @Nullable BmcTarget bmc,
        @Nullable Ipv4Address bootAddress,
        BootMode bootMode,
        RaidLevel raid,
        List<PlannedDisk> disks,
        PlannedImage image,
        PlannedNetwork network,
        String hostname,
        @Nullable PlannedContents contents,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean secureBoot,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FirmwareWish firmware,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BiosWish bios,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PlannedMedium medium,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable InstallerOrder installer,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PlannedStorage storage,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PlannedVolume volume,
        List<String> steps,
        String hash)
        implements MachinePlan {
    public ProvisionPlan {
        macs = List.copyOf(macs);
        disks = List.copyOf(disks);
        steps = List.copyOf(steps);
    }

    @Override
    public List<PlannedDisk> touched() {
        return storage == null
                ? disks
                : Stream.concat(disks.stream(), storage.otherDisks().stream()).toList();
    }

    /** For people: what the image goes to. */
    public String place() {
        return volume != null
                ? volume.words()
                : disks.stream().map(PlannedDisk::toString).collect(Collectors.joining(" and "));
    }

    @Override
    public List<String> effects() {
        var effects = new ArrayList<String>();
        effects.add("The machine with serial " + serial + " restarts into BootOS from "
                + (medium == null ? "the network" : medium) + " (" + bootMode + "); what runs on it ends.");
        if (firmware != null) {
            effects.add("Its firmware is set to " + firmware.words() + ", unless it is so.");
        }
        if (bios != null) {
            effects.add("Its BIOS is set to " + bios.words()
                    + "; where that changes anything, it is switched off and on for it.");
        }
        if (medium == null && Boolean.TRUE.equals(secureBoot)) {
            effects.add(SecureBootWarning.UNSIGNED_FROM_NETWORK);
        }
        if (volume != null) {
            effects.addAll(volume.effects());
        }
        touched().forEach(disk -> effects.add("All data on the disk with " + disk + " is erased."));
        if (installer != null) {
            effects.add(
                    "The installer of " + image.name() + " (" + image.digest() + ") divides it and installs the system"
                            + (installer.mirror() == null ? "" : " from " + installer.mirror())
                            + (installer.answers() == null
                                    ? "."
                                    : ", by answers of sum " + Sha256.sumOf(installer.answers()) + "."));
        } else {
            effects.add("Image " + image.name() + " (" + image.digest() + ") is written to "
                    + (volume != null
                            ? "that volume"
                            : raid == RaidLevel.NONE ? "it" : "a mirror (" + raid.word() + ") of them")
                    + ".");
            if (image.needsBootLoader()) {
                effects.add(
                        "The image is of a partition: it becomes the last one of a new GPT, and its own GRUB is installed for "
                                + bootMode + ".");
            }
        }
        if (storage != null) {
            effects.addAll(storage.effects());
        }
        effects.add("It becomes " + hostname + " at " + network.address() + "/" + network.prefixLength()
                + (network.gateway() == null ? "" : " with gateway " + network.gateway()) + ", on port "
                + network.mac() + ".");
        if (contents != null) {
            effects.addAll(contents.effects());
        }
        return List.copyOf(effects);
    }
}
