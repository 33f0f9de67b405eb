package io.metalwright.model.plan;

import io.metalwright.model.hardware.Volume;
import io.metalwright.model.spec.VolumeLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A volume that a RAID controller makes, through the BMC, of drives that are known by WWN and serial.
 *
 * @param drives in the wish's order, as the BMC tells of them
 * @param name by which the run knows its volume again where the BMC does not tell the drives of volumes
 * @param replaced volumes that are deleted for it, and no others
 */
public record PlannedVolume(VolumeLevel level, List<PlannedDisk> drives, String name, List<Volume> replaced) {
    public PlannedVolume {
        drives = List.copyOf(drives);
        replaced = List.copyOf(replaced);
    }

    /** Octets that it holds at most. */
    public long bytes() {
        return level.capacity(drives.stream().map(PlannedDisk::bytes).toList());
    }

    /** For people: {@code raid1 of the drives with serial S1 and serial S2}. */
    public String words() {
        return level.word() + " of the drive" + (drives.size() == 1 ? "" : "s") + " with "
                + drives.stream().map(PlannedDisk::identity).collect(Collectors.joining(" and "));
    }

    List<String> effects() {
        var effects = new ArrayList<String>();
        replaced.forEach(old ->
                effects.add("Volume " + old.words() + " is deleted by the RAID controller, with all data on it."));
        drives.forEach(drive -> effects.add("All data on the drive with " + drive + " is erased."));
        effects.add(
                "The RAID controller makes volume " + name + ", " + words()
                        + ", unless such a volume stands; the machine is switched off and on for it where the controller asks for that.");
        return effects;
    }
}
