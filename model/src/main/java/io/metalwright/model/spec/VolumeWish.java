package io.metalwright.model.spec;

import java.util.HashSet;
import java.util.List;

/**
 * A volume that the machine's RAID controller shall make through its BMC, and on which the image goes.
 *
 * @param drives serial numbers or WWNs of the drives, as the machine's inspection through its BMC shows them
 * @param replace whether volumes over these drives are deleted for it, with all that is on them; left out: such volumes stop the plan
 */
public record VolumeWish(VolumeLevel level, List<String> drives, boolean replace) {
    private static final int MOST = 64;
    private static final int LONGEST = 100;

    public VolumeWish {
        if (level == null) {
            throw new IllegalArgumentException("'disks.volume.level' is missing: raid0, raid1, raid5, raid6 or raid10");
        }
        drives = drives == null ? List.of() : List.copyOf(drives);
        for (var drive : drives) {
            if (drive.isBlank() || drive.length() > LONGEST || drive.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "'disks.volume.drives' names a drive by no name: give its serial number or WWN");
            }
        }
        if (new HashSet<>(drives).size() != drives.size()) {
            throw new IllegalArgumentException("'disks.volume.drives' names a drive twice");
        }
        if (drives.size() > MOST || !level.takes(drives.size())) {
            throw new IllegalArgumentException("'disks.volume.drives' names " + drives.size() + ": " + level.word()
                    + " takes " + level.drives() + ", and no more than " + MOST);
        }
    }
}
