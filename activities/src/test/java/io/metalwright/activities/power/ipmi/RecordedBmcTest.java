package io.metalwright.activities.power.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.ipmi.session.Patience;
import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.bmc.FruInfo;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.bmc.SensorThresholds;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded BMCs of real servers, in ipmi_sim; ipmitool reads the same and is the judge, field by field. */
@Timeout(120)
class RecordedBmcTest {
    private static final DateTimeFormatter BOARD_DATE = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy 'UTC'", Locale.US)
            .withZone(ZoneOffset.UTC);

    @TempDir
    Path folder;

    /** What a test does with the BMC and its judge. */
    @FunctionalInterface
    private interface Judgement {
        void judge(Bmc bmc, IpmiSimulator simulator) throws Exception;
    }

    private void with(String machine, Judgement judgement) throws Exception {
        try (IpmiSimulator simulator = IpmiSimulator.recorded(folder, machine);
                IpmiLogin ipmi = IpmiLogin.open(Patience.DEFAULT);
                Bmc bmc = ipmi.login(simulator.address(), IpmiSimulator.ADMIN)) {
            judgement.judge(bmc, simulator);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dell_r730", "s2600wtt", "quanta_d51"})
    void valuesUnitsAndThresholdsAreThoseOfIpmitool(String machine) throws Exception {
        with(machine, (bmc, simulator) -> {
            List<String> ours = bmc.sensors().stream()
                    .filter(sensor -> !isShared(machine, sensor.name()))
                    .map(RecordedBmcTest::sensorLine)
                    .sorted()
                    .toList();
            List<String> theirs = simulator
                    .ipmitool("-c", "sensor")
                    .lines()
                    .filter(line -> !isShared(machine, line.substring(0, line.indexOf(','))))
                    .sorted()
                    .toList();
            assertThat(ours).hasSizeGreaterThan(50).isEqualTo(normal(theirs));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dell_r730", "s2600wtt", "quanta_d51"})
    void statesAreThoseOfIpmitool(String machine) throws Exception {
        with(machine, (bmc, simulator) -> {
            List<String> ours = new ArrayList<>();
            for (Sensor sensor : bmc.sensors()) {
                boolean spoken = !sensor.states().isEmpty() && !sensor.states().contains("State 0");
                if (sensor.value() == null && spoken && !isShared(machine, sensor.name())) {
                    ours.add(sensor.name() + "," + sensor.id().substring(2) + "h," + sensor.entity() + ","
                            + String.join(", ", sensor.states()));
                }
            }
            List<String> theirs = new ArrayList<>();
            for (String line :
                    simulator.ipmitool("-c", "sdr", "elist", "compact").lines().toList()) {
                String[] fields = line.split(",", 5);
                if (fields.length == 5
                        && fields[2].equals("ok")
                        && !fields[4].isBlank()
                        && !isShared(machine, fields[0])) {
                    theirs.add(fields[0] + "," + fields[1] + "," + fields[3] + "," + fields[4].strip());
                }
            }
            assertThat(ours).isEqualTo(theirs);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dell_r730", "quanta_d51"})
    void eventsAreThoseOfIpmitool(String machine) throws Exception {
        with(machine, (bmc, simulator) -> {
            List<String> ours = bmc.events().events().stream()
                    .map(RecordedBmcTest::eventLine)
                    .toList();
            List<String> theirs = simulator.ipmitool("-c", "sel", "elist").lines().toList().stream()
                    .map(RecordedBmcTest::withoutTimeAndReading)
                    .toList();
            assertThat(ours).hasSizeGreaterThan(10).isEqualTo(theirs);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dell_r730", "quanta_d51"})
    void theLogIsEmptyAfterItWasCleared(String machine) throws Exception {
        with(machine, (bmc, simulator) -> {
            bmc.clearEvents();
            assertThat(bmc.events().events()).isEmpty();
            assertThat(simulator.ipmitool("sel", "info")).contains("Entries          : 0");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"dell_r730", "s2600wtt", "quanta_d51"})
    void partsAreThoseOfIpmitool(String machine) throws Exception {
        with(machine, (bmc, simulator) -> {
            Map<String, List<String>> theirs = fruLines(simulator.ipmitool("fru", "print"));
            List<FruInfo> parts = bmc.parts();
            assertThat(parts.stream().filter(part -> part.board() != null || part.product() != null))
                    .isNotEmpty();
            for (FruInfo part : parts) {
                assertThat(partLines(part))
                        .as(part.name() + " " + part.problems())
                        .isEqualTo(theirs.getOrDefault(part.id(), List.of()));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"quanta_d51"})
    void aSensorBelowItsCriticalThresholdIsCritical(String machine) throws Exception {
        with(
                machine,
                (bmc, simulator) -> assertThat(bmc.sensors())
                        .filteredOn(sensor -> sensor.name().equals("PSU2 Input"))
                        .singleElement()
                        .satisfies(sensor -> {
                            assertThat(sensor.value()).isZero();
                            assertThat(sensor.unit()).isEqualTo("W");
                            assertThat(sensor.health()).isEqualTo(Health.CRITICAL);
                            assertThat(sensor.states()).contains("below the lower critical");
                        }));
    }

    /** ipmitool reads the first sensor of a shared record alone, and leaves the number off its name. */
    private static boolean isShared(String machine, String name) {
        return machine.equals("dell_r730") && name.matches("[AB] ?\\d*|Drive \\d+(\\.\\d+)?");
    }

    @Test
    void sensorsThatShareARecordAreToldApart() throws Exception {
        with(
                "dell_r730",
                (bmc, simulator) -> assertThat(
                                bmc.sensors().stream().map(Sensor::name).filter(name -> isShared("dell_r730", name)))
                        .contains("A1", "A12", "B1", "B12", "Drive 0.0", "Drive 15.1")
                        .doesNotHaveDuplicates());
    }

    /** As {@code ipmitool -c sensor} prints it, without what it prints of discrete states. */
    private static String sensorLine(Sensor sensor) {
        if (sensor.value() == null) {
            return sensor.name();
        }
        SensorThresholds thresholds = sensor.thresholds();
        return thresholds == null
                ? sensor.name() + "," + number(sensor.value()) + "," + status(sensor) + ",na,na,na,na,na,na"
                : String.join(
                        ",",
                        sensor.name(),
                        number(sensor.value()),
                        status(sensor),
                        number(thresholds.lowerNonRecoverable()),
                        number(thresholds.lowerCritical()),
                        number(thresholds.lowerWarning()),
                        number(thresholds.upperWarning()),
                        number(thresholds.upperCritical()),
                        number(thresholds.upperNonRecoverable()));
    }

    private static String status(Sensor sensor) {
        return switch (sensor.health()) {
            case OK -> "ok";
            case WARNING -> "nc";
            case CRITICAL -> "cr";
            case UNKNOWN -> "na";
        };
    }

    private static String number(@Nullable Double value) {
        return value == null ? "na" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static List<String> normal(List<String> theirs) {
        return theirs.stream()
                .map(line -> {
                    String[] fields = line.split(",", -1);
                    return fields[2].equals("discrete") || fields[1].equals("na")
                            ? fields[0]
                            : String.join(
                                    ",", fields[0], fields[1], fields[3], fields[4], fields[5], fields[6], fields[7],
                                    fields[8], fields[9]);
                })
                .sorted()
                .toList();
    }

    private static String eventLine(BmcEvent event) {
        String type = event.type().startsWith("OEM") ? "Unknown" : event.type();
        String name = String.valueOf(event.sensor()).replaceAll("^(Drive \\d+)\\.\\d+", "$1");
        return Integer.toHexString(Integer.parseInt(event.id())) + "," + type + " " + name + "," + event.words() + ","
                + (event.asserted() ? "Asserted" : "Deasserted");
    }

    private static String withoutTimeAndReading(String line) {
        String[] fields = line.split(",");
        return String.join(",", fields[0], fields[3], fields[4].strip(), fields[5]);
    }

    private static Map<String, List<String>> fruLines(String printed) {
        Map<String, List<String>> parts = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : printed.lines().toList()) {
            int id = line.indexOf("(ID ");
            if (line.startsWith("FRU Device Description") && id > 0) {
                lines = new ArrayList<>();
                parts.put(line.substring(id + 4, line.length() - 1), lines);
            } else if (line.contains(" : ")) {
                lines.add(line.strip().replaceAll(" +: +", "=").strip());
            }
        }
        return parts;
    }

    private static List<String> partLines(FruInfo part) {
        List<String> lines = new ArrayList<>();
        FruInfo.Chassis chassis = part.chassis();
        if (chassis != null) {
            lines.add("Chassis Type=" + chassis.type());
            add(lines, "Chassis Part Number", chassis.partNumber());
            add(lines, "Chassis Serial", chassis.serial());
            chassis.more().forEach(more -> add(lines, "Chassis Extra", more));
        }
        FruInfo.Board board = part.board();
        if (board != null) {
            if (board.manufactured() != null) {
                lines.add("Board Mfg Date=" + BOARD_DATE.format(board.manufactured()));
            }
            add(lines, "Board Mfg", board.manufacturer());
            add(lines, "Board Product", board.product());
            add(lines, "Board Serial", board.serial());
            add(lines, "Board Part Number", board.partNumber());
            board.more().forEach(more -> add(lines, "Board Extra", more));
        }
        FruInfo.Product product = part.product();
        if (product != null) {
            add(lines, "Product Manufacturer", product.manufacturer());
            add(lines, "Product Name", product.name());
            add(lines, "Product Part Number", product.partNumber());
            add(lines, "Product Version", product.version());
            add(lines, "Product Serial", product.serial());
            add(lines, "Product Asset Tag", product.assetTag());
            product.more().forEach(more -> add(lines, "Product Extra", more));
        }
        return lines;
    }

    private static void add(List<String> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add(name + "=" + value);
        }
    }
}
