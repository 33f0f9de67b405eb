package io.metalwright.activities.power.ipmi.wire;

/**
 * Full Sensor Record (IPMI 2.0 section 43.1): a sensor whose readings convert to values.
 *
 * @param characteristics bits 2 to 0: normal minimum, normal maximum and nominal reading are given
 * @param nominal and the two that follow it, raw
 * @param thresholds as the record has them; the sensor itself knows better
 */
public record FullSensorRecord(
        int id,
        SensorDescription sensor,
        ReadingConversion conversion,
        int characteristics,
        int nominal,
        int normalMaximum,
        int normalMinimum,
        RawThresholds thresholds,
        TypedText name)
        implements SdrRecord {
    private static final int HYSTERESIS_TO_OEM = 5;

    static FullSensorRecord decode(int id, Cursor cursor) {
        SensorDescription sensor = SensorDescription.decode(cursor);
        int linearisation = cursor.octet("linearisation") & 0x7F;
        ReadingFactors factors = ReadingFactors.decode(cursor);
        int characteristics = cursor.octet("analog characteristics");
        int nominal = cursor.octet("nominal reading");
        int normalMaximum = cursor.octet("normal maximum");
        int normalMinimum = cursor.octet("normal minimum");
        cursor.skip("sensor maximum and minimum", 2);
        int upperNonRecoverable = cursor.octet("upper non-recoverable");
        int upperCritical = cursor.octet("upper critical");
        int upperNonCritical = cursor.octet("upper non-critical");
        int lowerNonRecoverable = cursor.octet("lower non-recoverable");
        int lowerCritical = cursor.octet("lower critical");
        int lowerNonCritical = cursor.octet("lower non-critical");
        cursor.skip("hysteresis, reserved, OEM", HYSTERESIS_TO_OEM);
        Octets values = Octets.of(
                lowerNonCritical,
                lowerCritical,
                lowerNonRecoverable,
                upperNonCritical,
                upperCritical,
                upperNonRecoverable);
        return new FullSensorRecord(
                id,
                sensor,
                new ReadingConversion(sensor.format(), linearisation, factors),
                characteristics,
                nominal,
                normalMaximum,
                normalMinimum,
                new RawThresholds(sensor.readable() & 0x3F, values),
                TypedText.ofSdr(cursor));
    }
}
