package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.metalwright.model.BootMode;
import io.metalwright.model.MacAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One machine's facts, as BootOS collected them. Its JSON is described by {@code hardware-report.schema.json}. What nobody could read is null,
 * never invented.
 *
 * @param secureBoot null where the firmware has no such thing
 * @param bmc null where no BMC answered in-band
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HardwareReport(
        int version,
        Instant collectedAt,
        SystemFacts system,
        @Nullable BiosFacts bios,
        BootMode bootMode,
        @Nullable Boolean secureBoot,
        String architecture,
        List<Processor> processors,
        Memory memory,
        List<Disk> disks,
        List<Nic> nics,
        List<Controller> controllers,
        @Nullable BmcFacts bmc) {
    public HardwareReport {
        processors = List.copyOf(processors);
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
        controllers = List.copyOf(controllers);
    }

    public HardwareReport withDisks(List<Disk> others) {
        return new HardwareReport(
                version,
                collectedAt,
                system,
                bios,
                bootMode,
                secureBoot,
                architecture,
                processors,
                memory,
                others,
                nics,
                controllers,
                bmc);
    }

    /** With what an earlier report told of the BMC, of disks that erase themselves and of the controllers' names, where this one, made in haste, does not. */
    public HardwareReport after(HardwareReport earlier) {
        return new HardwareReport(
                version,
                collectedAt,
                system,
                bios,
                bootMode,
                secureBoot,
                architecture,
                processors,
                memory,
                disks.stream().map(disk -> disk.after(earlier.disks)).toList(),
                nics,
                controllers.stream()
                        .map(controller -> controller.after(earlier.controllers))
                        .toList(),
                bmc == null ? earlier.bmc : bmc);
    }

    public Optional<Nic> nic(MacAddress mac) {
        return nics.stream().filter(nic -> nic.mac().equals(mac)).findFirst();
    }
}
