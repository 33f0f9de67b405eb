package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a further partition is made into. */
public enum FileSystemType {
    EXT4(16, 16),
    /** Since xfsprogs 5.19, {@code mkfs.xfs} makes none that is smaller. */
    XFS(300, 12),
    SWAP(1, 15);

    private final long leastBytes;
    private final int longestLabel;

    FileSystemType(long leastMebibytes, int longestLabel) {
        this.leastBytes = leastMebibytes * DataSize.MIB;
        this.longestLabel = longestLabel;
    }

    public long leastBytes() {
        return leastBytes;
    }

    /** In characters. */
    int longestLabel() {
        return longestLabel;
    }

    /** As mount(8) calls it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
