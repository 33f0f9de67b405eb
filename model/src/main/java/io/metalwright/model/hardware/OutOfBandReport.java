package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.metalwright.model.BootMode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One machine's facts as its BMC tells them, without anything running on the machine. The words are those of {@link HardwareReport}; what a BMC does
 * not tell is null, 0 or missing, never invented.
 *
 * @param teller whose BMC it is, such as {@code Dell iDRAC}
 * @param gaps what could not be read, each in a sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OutOfBandReport(
        int version,
        Instant collectedAt,
        String teller,
        SystemFacts system,
        @Nullable BiosFacts bios,
        @Nullable BootMode bootMode,
        @Nullable Boolean secureBoot,
        @Nullable String architecture,
        List<Processor> processors,
        Memory memory,
        List<Drive> drives,
        List<Volume> volumes,
        List<Port> ports,
        List<Device> devices,
        @Nullable BmcVersion bmc,
        List<InstalledFirmware> firmware,
        List<String> gaps) {
    public OutOfBandReport {
        processors = List.copyOf(processors);
        drives = List.copyOf(drives);
        volumes = List.copyOf(volumes);
        ports = List.copyOf(ports);
        devices = List.copyOf(devices);
        // Reports of before it was asked for have none.
        firmware = List.copyOf(Objects.requireNonNullElse(firmware, List.of()));
        gaps = List.copyOf(gaps);
    }
}
