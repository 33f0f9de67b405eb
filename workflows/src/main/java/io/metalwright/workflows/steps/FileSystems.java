package io.metalwright.workflows.steps;

import io.metalwright.model.spec.FileSystemType;
import io.metalwright.model.spec.MountWish;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an installed system mounts beside the file systems of its image. Queue: {@code site-<name>}. */
@ActivityInterface
public interface FileSystems {
    /** The step in which a run does it; a plan without that step makes none. */
    String STEP = "file-systems";

    /**
     * A partition with a file system of this run's own.
     *
     * @param partition its name in the GPT, by which a repeated step knows it again
     * @param uuid of the file system
     * @param bytes null: the rest of the device
     * @param label empty: none
     * @param mount null: swap
     * @param options null: {@code defaults}
     */
    record Wanted(
            String partition,
            String uuid,
            @Nullable Long bytes,
            FileSystemType type,
            String label,
            @Nullable String mount,
            @Nullable String options) {}

    /**
     * @param rootBytes what the last partition of the image is grown to
     * @param later names of partitions that lie behind it when this is done once more
     */
    record RootWish(long rootBytes, List<String> later) {
        public RootWish {
            later = List.copyOf(later);
        }
    }

    /**
     * @param whole another device than the image's: all that is on it and not of this run is erased
     */
    record Order(boolean whole, List<Wanted> wanted) {
        public Order {
            wanted = List.copyOf(wanted);
        }
    }

    /** Grows the last partition of the image to a size of its own, and the file system in it, and reads back the new size. */
    @ActivityMethod(name = "GrowRootTo")
    String growRoot(BootOsTarget target, Raid.Device device, RootWish wish);

    /** Makes the partitions and file systems on one device that are not there yet, and reads them back. */
    @ActivityMethod(name = "MakeFileSystems")
    String make(BootOsTarget target, Raid.Device device, Order order);

    /**
     * Has the installed system mount them: what the image holds at their mount points is copied into them, and its fstab(5) gets a line each.
     *
     * @param device the image's
     */
    @ActivityMethod(name = "EnterMounts")
    String enter(BootOsTarget target, Raid.Device device, List<Wanted> made, List<MountWish> mounts);
}
