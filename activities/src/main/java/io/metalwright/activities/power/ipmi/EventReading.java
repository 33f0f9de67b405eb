package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.ipmi.wire.CompactSensorRecord;
import io.metalwright.activities.power.ipmi.wire.EventMeaning;
import io.metalwright.activities.power.ipmi.wire.EventOnlyRecord;
import io.metalwright.activities.power.ipmi.wire.EventWords;
import io.metalwright.activities.power.ipmi.wire.FullSensorRecord;
import io.metalwright.activities.power.ipmi.wire.SdrRecord;
import io.metalwright.activities.power.ipmi.wire.SelEntry;
import io.metalwright.activities.power.ipmi.wire.SensorDescription;
import io.metalwright.activities.power.ipmi.wire.SensorOwner;
import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.bmc.Health;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events in words, with the names that the BMC's sensors have now. */
final class EventReading {
    /** Times below are seconds since the BMC started (section 37.1). */
    private static final long FIRST_TIME = 0x2000_0000L;

    private static final long NO_TIME = 0xFFFF_FFFFL;
    /** What data 2 and 3 hold (section 29.7, table 29-6): a reading and the threshold that it passed. */
    private static final int CARRIES_READING = 0x01;

    private final Map<Key, String> names = new HashMap<>();
    private final Map<Key, FullSensorRecord> measured = new HashMap<>();

    private record Key(int owner, int number) {
        static Key of(SensorOwner owner) {
            return new Key(owner.address(), owner.number());
        }
    }

    EventReading(List<SdrRecord> records) {
        for (SdrRecord record : records) {
            if (record instanceof FullSensorRecord full) {
                names.putIfAbsent(Key.of(full.sensor().owner()), full.name().text());
                measured.putIfAbsent(Key.of(full.sensor().owner()), full);
            } else if (record instanceof CompactSensorRecord compact) {
                compact.members()
                        .forEach(member ->
                                names.putIfAbsent(Key.of(member.sensor().owner()), member.name()));
            } else if (record instanceof EventOnlyRecord only) {
                names.putIfAbsent(Key.of(only.owner()), only.name().text());
            }
        }
    }

    /** Null where the BMC had no time. */
    static @Nullable Instant time(long seconds) {
        return seconds < FIRST_TIME || seconds == NO_TIME ? null : Instant.ofEpochSecond(seconds);
    }

    BmcEvent words(SelEntry entry) {
        return switch (entry) {
            case SelEntry.SystemEvent event -> words(event);
            case SelEntry.TimedOemEvent oem ->
                new BmcEvent(
                        String.valueOf(oem.id()),
                        time(oem.time()),
                        null,
                        String.format("OEM record %02x", oem.type()),
                        oem.data().toString(),
                        true,
                        Health.UNKNOWN,
                        "manufacturer " + oem.manufacturer());
            case SelEntry.OemEvent oem ->
                new BmcEvent(
                        String.valueOf(oem.id()),
                        null,
                        null,
                        String.format("OEM record %02x", oem.type()),
                        oem.data().toString(),
                        true,
                        Health.UNKNOWN,
                        null);
        };
    }

    private BmcEvent words(SelEntry.SystemEvent event) {
        Key key = new Key(event.generator() & 0xFF, event.sensor());
        int offset = event.data1() & 0x0F;
        Optional<EventMeaning> meaning = EventWords.meaning(event.sensorType(), event.readingType(), offset);
        String name = names.get(key);
        return new BmcEvent(
                String.valueOf(event.id()),
                time(event.time()),
                name == null ? String.format("#0x%02x", event.sensor()) : name,
                EventWords.sensorType(event.sensorType()),
                meaning.map(EventMeaning::words).orElse("State " + offset),
                event.asserted(),
                meaning.filter(known -> event.asserted())
                        .map(known -> IpmiSensors.health(known.severity()))
                        .orElse(meaning.isPresent() ? Health.OK : Health.UNKNOWN),
                detail(event, measured.get(key)));
    }

    /** A reading and its threshold where the event carries them, else the octets that the maker gave a meaning. */
    private static @Nullable String detail(SelEntry.SystemEvent event, @Nullable FullSensorRecord sensor) {
        int second = event.data1() >>> 6;
        int third = event.data1() >>> 4 & 0x03;
        if (event.readingType() == SensorDescription.THRESHOLD && second == CARRIES_READING && sensor != null) {
            String reading = value(sensor, event.data2());
            return third == CARRIES_READING
                    ? "reading " + reading + ", threshold " + value(sensor, event.data3())
                    : "reading " + reading;
        }
        if (second == 0 && third == 0) {
            return null;
        }
        return String.format("data %02x %02x %02x", event.data1(), event.data2(), event.data3());
    }

    private static String value(FullSensorRecord sensor, int raw) {
        var value = sensor.conversion().value(raw);
        if (value.isEmpty()) {
            return "raw " + raw;
        }
        String number = String.valueOf(Rounding.toMeaning(value.getAsDouble()));
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number)
                + (sensor.sensor().unit().text().isEmpty()
                        ? ""
                        : " " + sensor.sensor().unit().text());
    }
}
