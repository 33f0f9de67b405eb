package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sensor as it was just read.
 *
 * @param id the BMC's own for it; names need not be unique
 * @param entity what it is on, such as {@code 3.1} (IPMI 2.0 section 43.14: processor, the first)
 * @param type such as {@code Temperature}
 * @param value null where it has none, or none now
 * @param states what holds, in words; for a sensor with a value the thresholds that it has passed
 * @param missing why there is neither value nor state, in words; null where there is
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sensor(
        String id,
        String name,
        String entity,
        String type,
        @Nullable Double value,
        String unit,
        List<String> states,
        Health health,
        @Nullable SensorThresholds thresholds,
        @Nullable String missing) {}
