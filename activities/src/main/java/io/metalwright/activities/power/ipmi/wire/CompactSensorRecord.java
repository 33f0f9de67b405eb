package io.metalwright.activities.power.ipmi.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Compact Sensor Record (IPMI 2.0 section 43.2): a sensor with states, or several of a kind.
 *
 * @param sharing how several sensors share it
 */
public record CompactSensorRecord(int id, SensorDescription sensor, Sharing sharing, TypedText name)
        implements SdrRecord {
    private static final int HYSTERESIS_TO_OEM = 6;

    /** One of the sensors that a record describes. */
    public record Member(SensorDescription sensor, String name) {}

    static CompactSensorRecord decode(int id, Cursor cursor) {
        SensorDescription sensor = SensorDescription.decode(cursor);
        Sharing sharing = Sharing.decode(cursor);
        cursor.skip("hysteresis, reserved, OEM", HYSTERESIS_TO_OEM);
        return new CompactSensorRecord(id, sensor, sharing, TypedText.ofSdr(cursor));
    }

    /** All sensors of the record, each with its number and name. */
    public List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < sharing.members() && sensor.owner().number() + i <= 0xFF; i++) {
            members.add(new Member(
                    sensor.numbered(sensor.owner().number() + i, sharing.entity(sensor.entity(), i)),
                    sharing.name(name.text(), i)));
        }
        return List.copyOf(members);
    }
}
