package io.metalwright.model.health;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.power.PowerState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * How a machine fares, as its BMC last told.
 *
 * @param health unknown where the BMC was never asked, or did not tell when it was asked last
 * @param reasons why it is no better, the worst first
 * @param power as it last read
 * @param faults what ails the chassis, as it was last told
 * @param askedAt null where nobody asked yet
 * @param answeredAt when power and sensors are of
 * @param silentSince since when it has not answered
 * @param trouble why it told nothing when it was asked last
 * @param sensors as they last read
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MachineHealth(
        Health health,
        List<String> reasons,
        @Nullable PowerState power,
        List<String> faults,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant silentSince,
        @Nullable String trouble,
        List<Sensor> sensors) {
    private static final Pattern INLET = Pattern.compile("(?i)inlet|ambient|front");

    /** Nobody asked yet. */
    public static final MachineHealth UNKNOWN =
            new MachineHealth(Health.UNKNOWN, List.of(), null, List.of(), null, null, null, null, List.of());

    /** In degrees Celsius; empty where no sensor tells. */
    public OptionalDouble hottest() {
        return temperatures(sensor -> true).max();
    }

    /** Of the air that comes in, in degrees Celsius; empty where no sensor is named so. */
    public OptionalDouble inlet() {
        return temperatures(sensor -> INLET.matcher(sensor.name()).find()).min();
    }

    private DoubleStream temperatures(Predicate<Sensor> which) {
        return sensors.stream()
                .filter(sensor -> sensor.type().equals("Temperature"))
                .filter(which)
                .map(Sensor::value)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue);
    }

    /** What is known after the BMC was asked in vain: what it last told stays told, and how the machine fares is not known. */
    public MachineHealth askedInVain(Instant at, boolean silent, String why) {
        return new MachineHealth(
                Health.UNKNOWN,
                List.of(why),
                power,
                faults,
                at,
                answeredAt,
                silent ? silentSince == null ? at : silentSince : null,
                why,
                sensors);
    }
}
