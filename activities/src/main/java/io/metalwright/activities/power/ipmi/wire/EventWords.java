package io.metalwright.activities.power.ipmi.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words for sensor types, events and states (IPMI 2.0 tables 42-1 to 42-3), as {@code events.txt} holds them. */
public final class EventWords {
    /** States that go with the type of the sensor. */
    private static final int SENSOR_SPECIFIC = 0x6F;

    private static final int STATES = 15;

    private static final Map<Integer, Table> GENERIC = new HashMap<>();
    private static final Map<Integer, Table> SENSORS = new HashMap<>();

    static {
        read();
    }

    private record Table(String name, Map<Integer, EventMeaning> meanings) {}

    private EventWords() {}

    /** Such as {@code Temperature}. */
    public static String sensorType(int type) {
        Table table = SENSORS.get(type);
        return table == null ? String.format(type >= 0xC0 ? "OEM 0x%02X" : "0x%02X", type) : table.name();
    }

    /** What an event or state says, where the specification gives it words. */
    public static Optional<EventMeaning> meaning(int sensorType, int readingType, int offset) {
        Table table = readingType == SENSOR_SPECIFIC ? SENSORS.get(sensorType) : GENERIC.get(readingType);
        return table == null
                ? Optional.empty()
                : Optional.ofNullable(table.meanings().get(offset));
    }

    /**
     * All states of a discrete sensor that hold. Makers' own have numbers for words; bits that the specification leaves out of its tables are noise
     * of the BMC (seen on Quanta's drive slots).
     */
    public static List<EventMeaning> states(int sensorType, int readingType, int bits) {
        List<EventMeaning> states = new ArrayList<>();
        for (int offset = 0; offset < STATES; offset++) {
            if ((bits & 1 << offset) != 0) {
                Optional<EventMeaning> meaning = meaning(sensorType, readingType, offset);
                if (meaning.isPresent() || !isStandard(sensorType, readingType)) {
                    states.add(meaning.orElse(nameless(offset)));
                }
            }
        }
        return List.copyOf(states);
    }

    private static boolean isStandard(int sensorType, int readingType) {
        return GENERIC.containsKey(readingType) || readingType == SENSOR_SPECIFIC && SENSORS.containsKey(sensorType);
    }

    private static EventMeaning nameless(int offset) {
        return new EventMeaning(EventMeaning.Severity.NONE, "State " + offset);
    }

    private static void read() {
        Map<Integer, EventMeaning> meanings = new HashMap<>();
        for (String line : lines()) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "#" -> {}
                case "generic", "sensor" -> {
                    meanings = new HashMap<>();
                    (words[0].equals("sensor") ? SENSORS : GENERIC)
                            .put(Integer.parseInt(words[1], 16), new Table(words[2], meanings));
                }
                default -> meanings.put(Integer.valueOf(words[0]), new EventMeaning(severity(words[1]), words[2]));
            }
        }
    }

    private static EventMeaning.Severity severity(String mark) {
        return switch (mark) {
            case "c" -> EventMeaning.Severity.CRITICAL;
            case "w" -> EventMeaning.Severity.WARNING;
            default -> EventMeaning.Severity.NONE;
        };
    }

    private static List<String> lines() {
        try (InputStream in = EventWords.class.getResourceAsStream("events.txt")) {
            if (in == null) {
                throw new IllegalStateException("events.txt is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("events.txt cannot be read", e);
        }
    }
}
