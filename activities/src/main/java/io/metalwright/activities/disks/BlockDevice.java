package io.metalwright.activities.disks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code lsblk}.
 *
 * @param type {@code disk}, {@code part}, {@code raid1}, …
 * @param children partitions, and arrays that have this as a member
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BlockDevice(
        String path,
        String type,
        long size,
        @JsonProperty("fstype") @Nullable String fileSystem,
        @Nullable String label,
        @JsonProperty("mountpoints") @Nullable List<@Nullable String> mountPoints,
        @Nullable List<BlockDevice> children) {
    public BlockDevice {
        mountPoints = mountPoints == null
                ? List.of()
                : mountPoints.stream()
                        .filter(Objects::nonNull)
                        .<@Nullable String>map(point -> point)
                        .toList();
        children = children == null ? List.of() : List.copyOf(children);
    }

    /** This and all that lies on it. */
    public Stream<BlockDevice> all() {
        return Stream.concat(
                Stream.of(this), Objects.requireNonNull(children).stream().flatMap(BlockDevice::all));
    }

    public boolean isArray() {
        return type.startsWith("raid") || type.equals("linear") || type.equals("md");
    }
}
