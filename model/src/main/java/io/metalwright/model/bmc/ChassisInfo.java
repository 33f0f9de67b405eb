package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.metalwright.model.power.PowerState;
import java.util.List;

/**
 * The chassis as its BMC sees it.
 *
 * @param afterMainsFailure what it does when mains power returns: {@code stays-off}, {@code as-before}, {@code powers-up} or {@code unknown}
 * @param lastPowerEvent why the power last changed
 * @param faults what ails it now; empty when well
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ChassisInfo(
        PowerState power, String afterMainsFailure, List<String> lastPowerEvent, List<String> faults) {}
