package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a RAID controller joins its drives, by the names of DSP2046 (Volume, RAIDType). */
public enum VolumeLevel {
    /** Striped, without any redundancy; of one drive that drive as it is. */
    RAID0(1, 1, 0, "NonRedundant"),
    RAID1(2, 2, 1, "Mirrored"),
    RAID5(3, 1, 1, "StripedWithParity"),
    /** The older schema has no word for it. */
    RAID6(4, 1, 2, ""),
    RAID10(4, 2, 0, "SpannedMirrors");

    private final int least;
    private final int step;
    private final int spare;
    private final String volumeType;

    VolumeLevel(int least, int step, int spare, String volumeType) {
        this.least = least;
        this.step = step;
        this.spare = spare;
        this.volumeType = volumeType;
    }

    /** Whether it can be made of that many drives. */
    public boolean takes(int drives) {
        return this == RAID1 ? drives == least : drives >= least && drives % step == 0;
    }

    /** For people: {@code an even number of drives, 4 or more}. */
    public String drives() {
        return this == RAID1
                ? "2 drives"
                : (step == 2 ? "an even number of drives, " : "") + least + " or more" + (step == 2 ? "" : " drives");
    }

    /** Octets that a volume of such drives holds at most; controllers keep some of them for themselves. */
    public long capacity(List<Long> drives) {
        long smallest = drives.stream().mapToLong(Long::longValue).min().orElse(0);
        return smallest * (this == RAID10 ? drives.size() / 2 : drives.size() - spare);
    }

    /** What was called {@code VolumeType} before Volume 1.3.1 had {@code RAIDType}; empty where it had no word for it. */
    public Optional<String> volumeType() {
        return volumeType.isEmpty() ? Optional.empty() : Optional.of(volumeType);
    }

    /** By either of Redfish's words; empty for any other. */
    public static Optional<VolumeLevel> ofRedfish(String word) {
        return Arrays.stream(values())
                .filter(level -> level.name().equals(word) || !word.isEmpty() && level.volumeType.equals(word))
                .findFirst();
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
