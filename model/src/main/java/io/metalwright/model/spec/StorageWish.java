package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * File systems and mounts beside those that the image has.
 *
 * @param rootSize how large the image's last partition, which holds its root, is made; null: all of the disk
 * @param fileSystems made after the image was written, on each disk in this order
 */
public record StorageWish(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DataSize rootSize,
        List<FileSystemWish> fileSystems,
        List<MountWish> mounts) {
    public StorageWish {
        fileSystems = fileSystems == null ? List.of() : List.copyOf(fileSystems);
        mounts = mounts == null ? List.of() : List.copyOf(mounts);
        if (rootSize == null && fileSystems.stream().anyMatch(each -> each.disk() == null)) {
            throw new IllegalArgumentException(
                    "'storage.rootSize' is missing: say what the root file system keeps of its disk, or name another disk in 'storage.fileSystems[].disk'");
        }
        Set<String> points = new HashSet<>();
        Stream.concat(
                        fileSystems.stream().map(FileSystemWish::mount).filter(Objects::nonNull),
                        mounts.stream().map(MountWish::where))
                .forEach(point -> {
                    if (!points.add(point)) {
                        throw new IllegalArgumentException("'storage' mounts two at " + point);
                    }
                });
        Set<String> full = new HashSet<>();
        for (var each : fileSystems) {
            var disk = Objects.requireNonNullElse(each.disk(), "");
            if (full.contains(disk)) {
                throw new IllegalArgumentException("'storage.fileSystems': " + each.words()
                        + " comes after one without 'size', which takes the rest of "
                        + (disk.isEmpty() ? "the root's disk" : "disk " + disk));
            }
            if (each.size() == null) {
                full.add(disk);
            }
        }
    }

    /** Whether more is asked for than another size of the root. */
    public boolean addsToImage() {
        return !fileSystems.isEmpty() || !mounts.isEmpty();
    }
}
