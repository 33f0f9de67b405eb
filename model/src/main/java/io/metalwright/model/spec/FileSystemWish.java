package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A partition with a file system that the image does not have.
 *
 * @param disk serial number or WWN of another disk, all of which is erased; null: what the root file system leaves of its own disk
 * @param size null: the rest of the disk
 * @param mount where it is mounted; null for swap alone
 * @param options as in fstab(5); null: {@code defaults}
 */
public record FileSystemWish(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String disk,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DataSize size,
        FileSystemType type,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String label,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String mount,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String options) {
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._-]+");

    public FileSystemWish {
        if (type == null) {
            throw new IllegalArgumentException("'storage.fileSystems[].type' is missing: ext4, xfs or swap");
        }
        if (disk != null && disk.isBlank()) {
            throw new IllegalArgumentException(
                    "'storage.fileSystems[].disk' is empty: name a serial number or WWN, or leave it out");
        }
        if (type == FileSystemType.SWAP && mount != null) {
            throw new IllegalArgumentException("'storage.fileSystems[].mount' " + mount + ": swap is mounted nowhere");
        }
        if (type != FileSystemType.SWAP) {
            MountPoint.check("storage.fileSystems[].mount", mount);
        }
        MountPoint.checkOptions("storage.fileSystems[].options", options);
        if (label != null && (!LABEL.matcher(label).matches() || label.length() > type.longestLabel())) {
            throw new IllegalArgumentException("'storage.fileSystems[].label' " + label + ": a label of " + type.word()
                    + " has 1 to " + type.longestLabel() + " letters, digits, '.', '_' or '-'");
        }
        if (size != null && size.bytes() < type.leastBytes()) {
            throw new IllegalArgumentException("'storage.fileSystems[].size' " + size + ": " + type.word()
                    + " needs at least " + new DataSize(type.leastBytes()));
        }
    }

    /** What a person calls it: {@code ext4 for /srv}. */
    public String words() {
        return type.word() + (mount == null ? "" : " for " + mount);
    }
}
