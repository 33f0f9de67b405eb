package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A drive in its bay, as a BMC sees it; also one behind a RAID controller, which no operating system sees.
 *
 * @param bytes 0 where the BMC does not tell
 * @param wwn as in {@link Disk}: {@code 0x} and hexadecimal digits
 * @param bus as in {@link Disk}
 * @param health {@code OK}, {@code Warning} or {@code Critical}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Drive(
        String place,
        long bytes,
        @Nullable String model,
        @Nullable String serial,
        @Nullable String wwn,
        @Nullable String bus,
        @Nullable Boolean rotational,
        @Nullable String firmware,
        @Nullable String health) {}
