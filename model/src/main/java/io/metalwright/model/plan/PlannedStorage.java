package io.metalwright.model.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.spec.DataSize;
import io.metalwright.model.spec.MountWish;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * File systems and mounts beside those of the image.
 *
 * @param rootBytes what the image's last partition, which holds its root, is grown to; null: all that its disk has
 */
public record PlannedStorage(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long rootBytes,
        List<PlannedFileSystem> fileSystems,
        List<MountWish> mounts) {
    public PlannedStorage {
        fileSystems = List.copyOf(fileSystems);
        mounts = List.copyOf(mounts);
    }

    /** Disks that are erased beside the image's, each once. */
    public List<PlannedDisk> otherDisks() {
        return fileSystems.stream()
                .map(PlannedFileSystem::disk)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Those on this disk; null: on the image's. */
    public List<PlannedFileSystem> on(@Nullable PlannedDisk disk) {
        return fileSystems.stream()
                .filter(each -> Objects.equals(each.disk(), disk))
                .toList();
    }

    List<String> effects() {
        var effects = new ArrayList<String>();
        if (rootBytes != null) {
            effects.add("The image's last partition, with the root file system, is grown to " + new DataSize(rootBytes)
                    + ".");
        }
        fileSystems.forEach(each -> effects.add(each.effect()));
        mounts.forEach(each ->
                effects.add(each.what() + " (" + each.type() + ") is mounted at " + each.where() + " from now on."));
        return effects;
    }
}
