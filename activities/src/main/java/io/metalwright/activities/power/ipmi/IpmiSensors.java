package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.session.Session;
import io.metalwright.activities.power.ipmi.wire.CompactSensorRecord;
import io.metalwright.activities.power.ipmi.wire.EventMeaning;
import io.metalwright.activities.power.ipmi.wire.EventWords;
import io.metalwright.activities.power.ipmi.wire.FullSensorRecord;
import io.metalwright.activities.power.ipmi.wire.GetSensorReading;
import io.metalwright.activities.power.ipmi.wire.GetSensorReadingFactors;
import io.metalwright.activities.power.ipmi.wire.GetSensorThresholds;
import io.metalwright.activities.power.ipmi.wire.RawThresholds;
import io.metalwright.activities.power.ipmi.wire.RawThresholds.Threshold;
import io.metalwright.activities.power.ipmi.wire.ReadingConversion;
import io.metalwright.activities.power.ipmi.wire.SdrRecord;
import io.metalwright.activities.power.ipmi.wire.SensorDescription;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.bmc.SensorThresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sensors of a BMC: which there are, how each reads, and what that means. */
final class IpmiSensors {
    private static final int THRESHOLDS = 0x3F;

    private final Session session;

    IpmiSensors(Session session) {
        this.session = session;
    }

    List<Sensor> read(List<SdrRecord> records) {
        List<Sensor> sensors = new ArrayList<>();
        for (SdrRecord record : records) {
            if (record instanceof FullSensorRecord full) {
                sensors.add(read(full.sensor(), full.name().text(), full));
            } else if (record instanceof CompactSensorRecord compact) {
                for (CompactSensorRecord.Member member : compact.members()) {
                    sensors.add(read(member.sensor(), member.name(), null));
                }
            }
        }
        return List.copyOf(sensors);
    }

    private Sensor read(SensorDescription sensor, String name, @Nullable FullSensorRecord full) {
        if (!sensor.owner().isBmc()) {
            return missing(
                    sensor,
                    name,
                    String.format(
                            "it is on another controller (0x%02X)",
                            sensor.owner().address()));
        }
        GetSensorReading.Answer reading;
        try {
            reading = session.run(new GetSensorReading(sensor.owner().number()));
        } catch (BmcFailure.Refused e) {
            return missing(sensor, name, String.format("the BMC refused with 0x%02X", e.code()));
        }
        if (!reading.scanning()) {
            return missing(sensor, name, "it is switched off");
        }
        if (reading.unavailable()) {
            return missing(sensor, name, "it has no reading now");
        }
        return sensor.isThreshold() ? measured(sensor, name, reading, full) : discrete(sensor, name, reading, full);
    }

    private Sensor measured(
            SensorDescription sensor, String name, GetSensorReading.Answer reading, @Nullable FullSensorRecord full) {
        ReadingConversion conversion = full == null ? null : conversion(full, reading.reading());
        Optional<RawThresholds> raw = thresholds(sensor, full);
        // The two bits above the thresholds are reserved, and some BMCs set them.
        int states = reading.states() & THRESHOLDS;
        List<String> passed = new ArrayList<>();
        for (Threshold threshold : Threshold.values()) {
            if ((states & 1 << threshold.ordinal()) != 0) {
                passed.add(words(threshold));
            }
        }
        return sensor(
                sensor,
                name,
                conversion == null ? null : value(conversion, reading.reading()),
                List.copyOf(passed),
                health(states),
                conversion == null
                        ? null
                        : raw.map(values -> converted(conversion, values)).orElse(null),
                null);
    }

    private Sensor discrete(
            SensorDescription sensor, String name, GetSensorReading.Answer reading, @Nullable FullSensorRecord full) {
        List<EventMeaning> states = EventWords.states(sensor.type(), sensor.readingType(), reading.states());
        Health health = states.stream().map(state -> health(state.severity())).reduce(Health.OK, Health::worse);
        // A few discrete sensors have a reading as well (section 36.2).
        Double value = full == null || full.sensor().format() == 3
                ? null
                : value(conversion(full, reading.reading()), reading.reading());
        return sensor(
                sensor, name, value, states.stream().map(EventMeaning::words).toList(), health, null, null);
    }

    private ReadingConversion conversion(FullSensorRecord full, int reading) {
        ReadingConversion conversion = full.conversion();
        return conversion.isNonLinear()
                ? conversion.with(session.run(
                        new GetSensorReadingFactors(full.sensor().owner().number(), reading)))
                : conversion;
    }

    /**
     * The sensor's own, which somebody may have set; the record's where it does not tell. Asked for whatever the record says of them: an iDRAC 8
     * declares that a sensor has none, and answers with others than its record holds.
     */
    private Optional<RawThresholds> thresholds(SensorDescription sensor, @Nullable FullSensorRecord full) {
        if (sensor.isThreshold()) {
            try {
                return Optional.of(
                        session.run(new GetSensorThresholds(sensor.owner().number())));
            } catch (BmcFailure.Refused e) {
                // Then as in the record.
            }
        }
        return Optional.ofNullable(full).map(FullSensorRecord::thresholds);
    }

    private static SensorThresholds converted(ReadingConversion conversion, RawThresholds raw) {
        return new SensorThresholds(
                value(conversion, raw, Threshold.LOWER_NON_RECOVERABLE),
                value(conversion, raw, Threshold.LOWER_CRITICAL),
                value(conversion, raw, Threshold.LOWER_NON_CRITICAL),
                value(conversion, raw, Threshold.UPPER_NON_CRITICAL),
                value(conversion, raw, Threshold.UPPER_CRITICAL),
                value(conversion, raw, Threshold.UPPER_NON_RECOVERABLE));
    }

    private static @Nullable Double value(ReadingConversion conversion, RawThresholds raw, Threshold threshold) {
        var octet = raw.value(threshold);
        return octet.isPresent() ? value(conversion, octet.getAsInt()) : null;
    }

    private static @Nullable Double value(ReadingConversion conversion, int raw) {
        var value = conversion.value(raw);
        return value.isPresent() ? Rounding.toMeaning(value.getAsDouble()) : null;
    }

    private static String words(Threshold threshold) {
        return switch (threshold) {
            case LOWER_NON_CRITICAL -> "below the lower warning";
            case LOWER_CRITICAL -> "below the lower critical";
            case LOWER_NON_RECOVERABLE -> "below the lower non-recoverable";
            case UPPER_NON_CRITICAL -> "above the upper warning";
            case UPPER_CRITICAL -> "above the upper critical";
            case UPPER_NON_RECOVERABLE -> "above the upper non-recoverable";
        };
    }

    private static Health health(int passed) {
        if (passed == 0) {
            return Health.OK;
        }
        int warnings = 1 << Threshold.LOWER_NON_CRITICAL.ordinal() | 1 << Threshold.UPPER_NON_CRITICAL.ordinal();
        return (passed & ~warnings) == 0 ? Health.WARNING : Health.CRITICAL;
    }

    static Health health(EventMeaning.Severity severity) {
        return switch (severity) {
            case NONE -> Health.OK;
            case WARNING -> Health.WARNING;
            case CRITICAL -> Health.CRITICAL;
        };
    }

    private static Sensor missing(SensorDescription sensor, String name, String why) {
        return sensor(sensor, name, null, List.of(), Health.UNKNOWN, null, why);
    }

    private static Sensor sensor(
            SensorDescription sensor,
            String name,
            @Nullable Double value,
            List<String> states,
            Health health,
            @Nullable SensorThresholds thresholds,
            @Nullable String missing) {
        return new Sensor(
                String.format("0x%02X", sensor.owner().number()),
                name,
                sensor.entity().toString(),
                EventWords.sensorType(sensor.type()),
                value,
                sensor.unit().text(),
                states,
                health,
                thresholds,
                missing);
    }
}
