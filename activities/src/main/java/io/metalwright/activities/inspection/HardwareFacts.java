package io.metalwright.activities.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.Command;
import io.metalwright.model.hardware.HardwareReport;
import java.time.Duration;

/** What {@code metalwright-report} prints. */
public final class HardwareFacts {
    /** A machine with hundreds of disks under emulation takes its time. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private HardwareFacts() {}

    public static HardwareReport collect(BootOsShell shell) {
        return parse(shell.demand(
                "collect the hardware report", Command.of("metalwright-report").within(LIMIT)));
    }

    /** Without what takes long and no decision hangs on: health of disks, names of controllers. */
    public static HardwareReport collectQuickly(BootOsShell shell) {
        return parse(shell.demand(
                "collect the hardware report",
                Command.of("metalwright-report", "--quick").within(LIMIT)));
    }

    static HardwareReport parse(String json) {
        try {
            return JSON.readValue(json, HardwareReport.class);
        } catch (JsonProcessingException e) {
            throw Failures.lasting(
                    "BadReport",
                    "read the hardware report: " + e.getOriginalMessage(),
                    "Run metalwright-report on the machine's console; BootOS and the worker must be of one version.",
                    e);
        }
    }
}
