package io.metalwright.activities.power.redfish;

import io.metalwright.model.bmc.Health;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.bmc.SensorThresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Temperatures, fans, voltages and power of the server's chassis (DSP2046, Thermal, Power, Sensor). A chassis has either {@code Thermal} and
 * {@code Power}, or, since DSP0268 2020.4, {@code Sensors}; one that has both is read by the former, which take two questions and not a hundred.
 */
final class RedfishSensors {
    private final Server server;
    private final RedfishSession session;

    RedfishSensors(Server server) {
        this.server = server;
        this.session = server.session();
    }

    List<Sensor> read() {
        var sensors = new ArrayList<Sensor>();
        for (var link : chassis()) {
            session.find("Read the chassis", link).ifPresent(found -> read(found, sensors));
        }
        return List.copyOf(sensors);
    }

    private List<String> chassis() {
        var own = server.readSystem().links("Links", "Chassis");
        return own.isEmpty()
                ? session.members(
                        "List the chassis", session.root().link("Chassis").orElse("/redfish/v1/Chassis"))
                : own;
    }

    private void read(Resource chassis, List<Sensor> into) {
        var thermal = chassis.link("Thermal").flatMap(link -> session.find("Read temperatures and fans", link));
        var power = chassis.link("Power").flatMap(link -> session.find("Read voltages and power", link));
        thermal.ifPresent(found -> {
            each(found, "Temperatures", "Temperature", "°C", into, "ReadingCelsius");
            each(found, "Fans", "Fan", "RPM", into, "Reading", "CurrentReading");
        });
        power.ifPresent(found -> {
            each(found, "Voltages", "Voltage", "V", into, "ReadingVolts");
            each(found, "PowerSupplies", "Power Supply", "W", into, "LastPowerOutputWatts", "PowerOutputWatts");
            each(found, "PowerControl", "Power", "W", into, "PowerConsumedWatts");
        });
        if (thermal.isEmpty() && power.isEmpty()) {
            chassis.link("Sensors")
                    .ifPresent(link ->
                            session.collection("Read the sensors", link).forEach(sensor -> into.add(newer(sensor))));
        }
    }

    private static void each(
            Resource resource, String list, String type, String unit, List<Sensor> into, String... readings) {
        var found = resource.objects(list);
        for (int place = 0; place < found.size(); place++) {
            var sensor = found.get(place);
            var id = sensor.text("@odata.id").orElse(resource.path() + "#/" + list + "/" + place);
            var value = first(sensor, readings);
            var thresholds = new SensorThresholds(
                    number(sensor, "LowerThresholdFatal"),
                    number(sensor, "LowerThresholdCritical"),
                    number(sensor, "LowerThresholdNonCritical"),
                    number(sensor, "UpperThresholdNonCritical"),
                    number(sensor, "UpperThresholdCritical"),
                    number(sensor, "UpperThresholdFatal"));
            // iLO 4 names fans by another property, and tells their speed in percent.
            var name = sensor.text("Name").or(() -> sensor.text("FanName")).orElse(type + " " + (place + 1));
            var told =
                    sensor.text("ReadingUnits").or(() -> sensor.text("Units")).orElse(unit);
            into.add(sensor(id, name, type, unit(told), sensor, value, thresholds));
        }
    }

    private static Sensor newer(Resource sensor) {
        var thresholds = new SensorThresholds(
                number(sensor, "Thresholds", "LowerFatal", "Reading"),
                number(sensor, "Thresholds", "LowerCritical", "Reading"),
                number(sensor, "Thresholds", "LowerCaution", "Reading"),
                number(sensor, "Thresholds", "UpperCaution", "Reading"),
                number(sensor, "Thresholds", "UpperCritical", "Reading"),
                number(sensor, "Thresholds", "UpperFatal", "Reading"));
        return sensor(
                sensor.path(),
                sensor.text("Name").orElse(sensor.path()),
                sensor.text("ReadingType").orElse("Sensor"),
                unit(sensor.text("ReadingUnits").orElse("")),
                sensor,
                number(sensor, "Reading"),
                thresholds);
    }

    private static Sensor sensor(
            String id,
            String name,
            String type,
            String unit,
            Resource told,
            @Nullable Double value,
            SensorThresholds thresholds) {
        var state = told.word("Status", "State");
        boolean works = state.isEmpty() || state.startsWith("Enabled") || state.startsWith("Standby");
        var health = works ? health(told.word("Status", "Health")) : Health.UNKNOWN;
        var passed = works && value != null ? passed(value, thresholds) : List.<String>of();
        var known = works && (value != null || health != Health.UNKNOWN);
        return new Sensor(
                Words.clean(id),
                Words.clean(name),
                told.text("PhysicalContext").map(Words::clean).orElse(""),
                Words.clean(type),
                known ? value : null,
                unit,
                passed,
                health,
                thresholds.equals(NO_THRESHOLDS) ? null : thresholds,
                known
                        ? null
                        : works ? "it has no reading now" : "it is " + Words.clean(state.toLowerCase(Locale.ROOT)));
    }

    private static final SensorThresholds NO_THRESHOLDS = new SensorThresholds(null, null, null, null, null, null);

    /** In the words of IPMI. A BMC that leaves a threshold at zero has none. */
    private static List<String> passed(double value, SensorThresholds thresholds) {
        var words = new ArrayList<String>();
        below(words, value, thresholds.lowerWarning(), "below the lower warning");
        below(words, value, thresholds.lowerCritical(), "below the lower critical");
        below(words, value, thresholds.lowerNonRecoverable(), "below the lower non-recoverable");
        above(words, value, thresholds.upperWarning(), "above the upper warning");
        above(words, value, thresholds.upperCritical(), "above the upper critical");
        above(words, value, thresholds.upperNonRecoverable(), "above the upper non-recoverable");
        return List.copyOf(words);
    }

    private static void below(List<String> words, double value, @Nullable Double threshold, String text) {
        if (threshold != null && value < threshold) {
            words.add(text);
        }
    }

    private static void above(List<String> words, double value, @Nullable Double threshold, String text) {
        if (threshold != null && threshold > 0 && value > threshold) {
            words.add(text);
        }
    }

    static Health health(String word) {
        return switch (word) {
            case "OK" -> Health.OK;
            case "Warning" -> Health.WARNING;
            case "Critical" -> Health.CRITICAL;
            default -> Health.UNKNOWN;
        };
    }

    /** As IPMI's sensors have them. */
    private static String unit(String told) {
        return switch (told) {
            case "Cel", "Celsius" -> "°C";
            case "Percent" -> "%";
            default -> Words.clean(told);
        };
    }

    private static @Nullable Double first(Resource sensor, String... names) {
        for (var name : names) {
            var number = number(sensor, name);
            if (number != null) {
                return number;
            }
        }
        return null;
    }

    private static @Nullable Double number(Resource resource, String... names) {
        OptionalDouble number = resource.decimal(names);
        return number.isPresent() ? number.getAsDouble() : null;
    }
}
