package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the image goes.
 *
 * @param raid left out: one plain disk
 * @param serials serial numbers or WWNs of the disks to use; left out: the smallest that fit are chosen
 * @param volume made by the machine's RAID controller, in place of a disk that the system sees; null: none
 */
public record DiskWish(
        RaidLevel raid,
        List<String> serials,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable VolumeWish volume) {
    @JsonCreator
    public DiskWish {
        raid = raid == null ? RaidLevel.NONE : raid;
        serials = serials == null ? List.of() : List.copyOf(serials);
        if (volume != null && (raid != RaidLevel.NONE || !serials.isEmpty())) {
            throw new IllegalArgumentException(
                    "'disks.volume' is where the image goes: leave out 'disks.raid' and 'disks.serials', or 'disks.volume'");
        }
    }

    /** Of disks that the system sees. */
    public DiskWish(RaidLevel raid, List<String> serials) {
        this(raid, serials, null);
    }

    /** On a volume of a RAID controller. */
    public static DiskWish on(VolumeWish volume) {
        return new DiskWish(RaidLevel.NONE, List.of(), volume);
    }
}
