package io.metalwright.model.hardware;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** The machine's memory in bytes, and the modules that SMBIOS lists. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Memory(long bytes, List<MemoryModule> modules) {
    public Memory {
        modules = List.copyOf(modules);
    }
}
