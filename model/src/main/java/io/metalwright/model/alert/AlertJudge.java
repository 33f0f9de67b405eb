package io.metalwright.model.alert;

import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.health.HealthRollup;
import io.metalwright.model.health.MachineHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Which rules hold of a machine. */
public final class AlertJudge {
    private final List<AlertRule> rules;
    private final List<AlertOverride> overrides;
    private final Instant now;

    /** @param overrides those of the machine that is judged */
    public AlertJudge(List<AlertRule> rules, List<AlertOverride> overrides, Instant now) {
        this.rules = rules.stream().filter(AlertRule::enabled).toList();
        this.overrides = List.copyOf(overrides);
        this.now = now;
    }

    /** What holds as long as the machine fares so. */
    public List<Holding> judge(MachineHealth health) {
        return rules.stream().flatMap(rule -> holdings(rule, health)).toList();
    }

    private Stream<Holding> holdings(AlertRule rule, MachineHealth health) {
        return switch (rule.condition()) {
            case AlertCondition.SensorHealth condition ->
                told(health)
                        .filter(sensor -> condition.sensorType() == null
                                || condition.sensorType().equals(sensor.type()))
                        .filter(sensor -> isPassed(rule, sensor, sensor.health() == condition.health()))
                        .map(sensor -> holding(rule, sensor.name(), HealthRollup.words(sensor)));
            case AlertCondition.SensorValue condition ->
                told(health)
                        .filter(sensor -> condition.sensor().equals(sensor.name()))
                        .filter(sensor -> isPassed(rule, sensor, isPassed(condition, sensor)))
                        .map(sensor -> holding(rule, sensor.name(), HealthRollup.words(sensor)));
            case AlertCondition.ChassisFault condition ->
                health.trouble() != null
                        ? Stream.of()
                        : health.faults().stream().map(fault -> holding(rule, fault, "the chassis tells: " + fault));
            case AlertCondition.BmcSilent condition ->
                Optional.ofNullable(health.silentSince()).stream()
                        .filter(since -> Duration.between(since, now).toMinutes() >= condition.minutes())
                        .map(since -> holding(
                                rule,
                                "BMC",
                                "the BMC has been silent since " + since + ": "
                                        + Objects.requireNonNullElse(health.trouble(), "no answer")));
            case AlertCondition.Event condition -> Stream.of();
        };
    }

    /** Sensors that read something of the machine as it is now. */
    private static Stream<Sensor> told(MachineHealth health) {
        var power = health.power();
        return health.trouble() != null || power == null
                ? Stream.of()
                : health.sensors().stream().filter(sensor -> HealthRollup.counts(sensor, power));
    }

    /** Whether an event is to be told by itself. */
    public List<Holding> judge(BmcEvent event) {
        return rules.stream()
                .filter(rule -> rule.condition() instanceof AlertCondition.Event condition
                        && condition.severity() == event.severity()
                        && (condition.eventType() == null
                                || condition.eventType().equals(event.type())))
                .map(rule -> holding(rule, subject(event), words(event)))
                .toList();
    }

    /** The same for an event and for the one that says that it is over. */
    public static String subject(BmcEvent event) {
        return (event.sensor() == null ? event.type() : event.sensor()) + ": " + event.words();
    }

    private static String words(BmcEvent event) {
        return subject(event) + (event.detail() == null ? "" : " (" + event.detail() + ")");
    }

    /** By the threshold that somebody gave this machine, else as rule and BMC have it. */
    private boolean isPassed(AlertRule rule, Sensor sensor, boolean otherwise) {
        var value = sensor.value();
        return overrides.stream()
                .filter(override -> override.hasThreshold() && override.isOf(rule.name(), sensor.name(), now))
                .findFirst()
                .map(override -> value != null && override.isPassedBy(value))
                .orElse(otherwise);
    }

    private static boolean isPassed(AlertCondition.SensorValue condition, Sensor sensor) {
        var value = sensor.value();
        return value != null
                && (condition.above() != null && value > condition.above()
                        || condition.below() != null && value < condition.below());
    }

    private Holding holding(AlertRule rule, String subject, String words) {
        boolean muted =
                overrides.stream().anyMatch(override -> override.muted() && override.isOf(rule.name(), subject, now));
        return new Holding(rule, subject, words, muted);
    }
}
