package io.metalwright.model.health;

import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.power.PowerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a chassis and its sensors make of a machine: as well as the worst of them. */
public final class HealthRollup {
    /** A machine that is off has no voltages, and its fans stand; some BMCs tell that as a failure. */
    private static final Set<String> STILL_WHEN_OFF = Set.of("Fan", "Voltage", "Current");

    private HealthRollup() {}

    public static MachineHealth of(ChassisInfo chassis, List<Sensor> sensors, Instant at) {
        var health = sensors.isEmpty() && chassis.faults().isEmpty() ? Health.UNKNOWN : Health.OK;
        var critical = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        for (var fault : chassis.faults()) {
            critical.add("chassis: " + fault);
            health = Health.CRITICAL;
        }
        for (var sensor : sensors) {
            if (!counts(sensor, chassis.power())) {
                continue;
            }
            health = health.worse(sensor.health());
            switch (sensor.health()) {
                case CRITICAL -> critical.add(words(sensor));
                case WARNING -> warnings.add(words(sensor));
                case OK, UNKNOWN -> {}
            }
        }
        critical.addAll(warnings);
        return new MachineHealth(
                health,
                List.copyOf(critical),
                chassis.power(),
                chassis.faults(),
                at,
                at,
                null,
                null,
                List.copyOf(sensors));
    }

    /** Whether what the sensor reads says something of a machine whose power is so. */
    public static boolean counts(Sensor sensor, PowerState power) {
        return power == PowerState.ON || !STILL_WHEN_OFF.contains(sensor.type());
    }

    /** Such as {@code Fan1 reads 200 RPM: below the lower critical}. */
    public static String words(Sensor sensor) {
        var value = sensor.value();
        return sensor.name()
                + (value == null ? "" : " reads " + (value + " " + sensor.unit()).strip())
                + (sensor.states().isEmpty() ? "" : ": " + String.join(", ", sensor.states()));
    }
}
