package io.metalwright.model.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.metalwright.model.bmc.Health;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must be so for an alert. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AlertCondition.SensorHealth.class, name = "sensor-health"),
    @JsonSubTypes.Type(value = AlertCondition.SensorValue.class, name = "sensor-value"),
    @JsonSubTypes.Type(value = AlertCondition.ChassisFault.class, name = "chassis-fault"),
    @JsonSubTypes.Type(value = AlertCondition.BmcSilent.class, name = "bmc-silent"),
    @JsonSubTypes.Type(value = AlertCondition.Event.class, name = "event")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface AlertCondition {
    /**
     * A sensor fares so by the thresholds that its BMC has for it.
     *
     * @param sensorType such as {@code Fan} or {@code Power Supply}; null: any
     */
    record SensorHealth(Health health, @Nullable String sensorType) implements AlertCondition {
        public SensorHealth {
            if (health != Health.WARNING && health != Health.CRITICAL) {
                throw new IllegalArgumentException("'health' of a condition is warning or critical");
            }
        }
    }

    /** A sensor of that name reads more or less than this, whatever thresholds its BMC has. */
    record SensorValue(
            String sensor, @Nullable Double above, @Nullable Double below) implements AlertCondition {
        public SensorValue {
            if (sensor == null || sensor.isBlank()) {
                throw new IllegalArgumentException("'sensor' is missing: the name of a sensor");
            }
            if (above == null && below == null) {
                throw new IllegalArgumentException("Give 'above', or 'below', or both");
            }
        }
    }

    /** The chassis says that something ails it. */
    record ChassisFault() implements AlertCondition {}

    /** The BMC has not answered for so long. */
    record BmcSilent(int minutes) implements AlertCondition {
        public BmcSilent {
            if (minutes < 0) {
                throw new IllegalArgumentException("'minutes' of silence are 0 or more");
            }
        }
    }

    /**
     * An event of that severity came. It is over when an event says so, or a person does.
     *
     * @param eventType such as {@code Memory}; null: any
     */
    record Event(Health severity, @Nullable String eventType) implements AlertCondition {
        public Event {
            Objects.requireNonNull(severity, "'severity' is missing: ok, warning or critical");
        }
    }
}
