package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A disk as the kernel of BootOS sees it.
 *
 * @param name device node of this boot only; a disk is known by WWN or serial, since letters change from boot to boot
 * @param selfErase commands by which it says it can erase itself; empty also where nobody asked it
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
        boolean removable,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SelfErase> selfErase) {
    public Disk {
        selfErase = selfErase == null ? List.of() : List.copyOf(selfErase);
    }

    public Disk(
            String name,
            long bytes,
            int logicalSectorBytes,
            @Nullable String model,
            @Nullable String serial,
            @Nullable String wwn,
            @Nullable String bus,
            boolean rotational,
            boolean removable) {
        this(name, bytes, logicalSectorBytes, model, serial, wwn, bus, rotational, removable, List.of());
    }

    /** Whether a person may mean it by this name: its WWN or its serial. The namespaces of an NVMe drive share one serial. */
    public boolean answersTo(String wished) {
        return wished.equals(serial) || wished.equals(wwn);
    }

    /** With the commands that the same disk was known to have, where nobody asked it now. */
    Disk after(List<Disk> earlier) {
        return selfErase.isEmpty()
                ? erasingItselfBy(earlier.stream()
                        .filter(disk -> Objects.equals(disk.serial, serial) && Objects.equals(disk.wwn, wwn))
                        .flatMap(disk -> disk.selfErase.stream())
                        .distinct()
                        .toList())
                : this;
    }

    public Disk erasingItselfBy(List<SelfErase> commands) {
        return new Disk(name, bytes, logicalSectorBytes, model, serial, wwn, bus, rotational, removable, commands);
    }
}
