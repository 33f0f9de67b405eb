package io.metalwright.api.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.metalwright.cmdb.machine.HardwareChange;
import io.metalwright.model.hardware.HardwareTree;
import io.metalwright.model.hardware.OutOfBandReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine's hardware from both sides.
 *
 * @param capabilities by which expressions choose it, each with its values
 * @param changes what inspections found to be other than before, the latest first
 * @param outOfBand the BMC's report as it was made; null where there is none
 */
record HardwareAnswer(
        @JsonUnwrapped HardwareTree tree,
        Map<String, List<String>> capabilities,
        List<HardwareChange> changes,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable OutOfBandReport outOfBand) {}
