package io.metalwright.model.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the image goes.
 *
 * @param raid null or {@code NONE} for one plain disk
 * @param serials serial numbers or WWNs of the disks to use; null: the smallest that fit are chosen
 */
public record DiskWish(@Nullable RaidLevel raid, @Nullable List<String> serials) {
    public DiskWish {
        raid = raid == null ? RaidLevel.NONE : raid;
        serials = serials == null ? List.of() : List.copyOf(serials);
    }
}
