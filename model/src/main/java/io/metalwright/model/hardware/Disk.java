package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A disk as the kernel of BootOS sees it.
 *
 * @param name device node of this boot only; a disk is known by WWN or serial, since letters change from boot to boot
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Disk(
        String name,
        long bytes,
        int logicalSectorBytes,
        @Nullable String model,
        @Nullable String serial,
        @Nullable String wwn,
        @Nullable String bus,
        boolean rotational,
        boolean removable) {}
