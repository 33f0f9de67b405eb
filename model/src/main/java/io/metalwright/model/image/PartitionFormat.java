package io.metalwright.model.image;

import io.metalwright.model.spec.ProvisionSpec;
import io.metalwright.model.spec.RaidLevel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the format of an image tells that it came as a lone file system, without a partition table: {@code partition:qcow2}. Its import has put it behind
 * a table; its boot loader is installed on the machine.
 */
public final class PartitionFormat {
    private static final String PREFIX = "partition:";

    private PartitionFormat() {}

    /** @param container what the file system came in: {@code raw}, {@code qcow2}, {@code raw.xz} */
    public static String of(String container) {
        return PREFIX + container;
    }

    public static boolean is(@Nullable String format) {
        return format != null && format.startsWith(PREFIX);
    }

    /**
     * Why an image cannot become what is wished because of this; empty when it can.
     *
     * @param image its name
     */
    public static Optional<String> objection(String image, @Nullable String format, ProvisionSpec spec) {
        return is(format) && spec.disks() != null && spec.disks().raid() != RaidLevel.NONE
                ? Optional.of("Image '" + image
                        + "' is of a partition, whose boot loader is installed on one plain disk, and on no array.")
                : Optional.empty();
    }
}
