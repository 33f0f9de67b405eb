package io.metalwright.model.spec;

import java.util.List;

/**
 * Where the image goes.
 *
 * @param raid left out: one plain disk
 * @param serials serial numbers or WWNs of the disks to use; left out: the smallest that fit are chosen
 */
public record DiskWish(RaidLevel raid, List<String> serials) {
    public DiskWish {
        raid = raid == null ? RaidLevel.NONE : raid;
        serials = serials == null ? List.of() : List.copyOf(serials);
    }
}
