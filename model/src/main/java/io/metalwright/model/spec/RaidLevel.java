package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How disks are joined under the image. */
public enum RaidLevel {
    NONE(1),
    /** Two mirrored disks, by the kernel (mdadm), with the superblock at the end so that firmware boots from either. */
    SOFTWARE_RAID1(2);

    private final int disks;

    RaidLevel(int disks) {
        this.disks = disks;
    }

    /** Disks that it takes. */
    public int disks() {
        return disks;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
