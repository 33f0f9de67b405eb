package io.metalwright.model.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.bmc.Health;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is to be told of a machine.
 *
 * @param severity of the alerts that it raises
 * @param enabled false: kept, and raises nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertRule(
        String name, @Nullable String description, AlertCondition condition, Health severity, boolean enabled) {}
