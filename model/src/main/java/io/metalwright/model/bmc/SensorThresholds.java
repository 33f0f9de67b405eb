package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** From where on a sensor's value is a trouble, in the sensor's unit; null where there is no such threshold. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SensorThresholds(
        @Nullable Double lowerNonRecoverable,
        @Nullable Double lowerCritical,
        @Nullable Double lowerWarning,
        @Nullable Double upperWarning,
        @Nullable Double upperCritical,
        @Nullable Double upperNonRecoverable) {}
