package io.metalwright.boot.peer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.MachineId;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.Segment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing as it is now: a machine's boot plan, or that it is forgotten; all segments; all boot configurations.
 *
 * @param place in the order of the server that tells it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Change(
        long place,
        String key,
        Stamp stamp,
        @Nullable MachineBoot boot,
        @Nullable List<Segment> segments,
        @Nullable List<BootConfiguration> configurations) {
    static final String SEGMENTS = "segments";
    static final String CONFIGURATIONS = "configurations";
    private static final String MACHINE = "machine/";

    static String key(MachineId machine) {
        return MACHINE + machine.value();
    }

    static boolean isMachine(String key) {
        return key.startsWith(MACHINE);
    }

    static MachineId machine(String key) {
        return MachineId.of(key.substring(MACHINE.length()));
    }
}
