package io.metalwright.activities.power.ipmi.wire;

import java.util.List;

/**
 * The unit of a sensor's readings (IPMI 2.0 section 43.17).
 *
 * @param percentage the reading is a percentage
 * @param modifier how the second unit goes with the base: 1 base / modifier, 2 base × modifier
 * @param rate 0 none, then per µs, ms, s, minute, hour, day
 */
public record SensorUnit(boolean percentage, int modifier, int rate, int base, int second) {
    private static final List<String> RATES = List.of("", "/µs", "/ms", "/s", "/min", "/h", "/d");

    private static final List<String> UNITS = List.of(
            ("|°C|°F|K|V|A|W|J|C|VA|nit|lm|lx|cd|kPa|psi|N|CFM|RPM|Hz|µs|ms|s|min|h|d|weeks|mil|in|ft|in³|ft³|mm|cm|m|cm³|m³|L|fl oz|rad|sr"
                            + "|revolutions|cycles|g|oz|lbf|ft·lbf|oz·in|G|Gb|H|mH|F|µF|Ω|S|mol|Bq|ppm||dB|dBA|dBC|Gy|Sv|color temp K|bit|kbit|Mbit"
                            + "|Gbit|byte|kB|MB|GB|word|dword|qword|lines|hits|misses|retries|resets|overruns|underruns|collisions|packets"
                            + "|messages|characters|errors|correctable errors|uncorrectable errors|fatal errors|grams")
                    .split("\\|", -1));

    static SensorUnit decode(Cursor cursor) {
        int first = cursor.octet("units 1");
        int base = cursor.octet("base unit");
        int second = cursor.octet("modifier unit");
        return new SensorUnit((first & 0x01) != 0, first >>> 1 & 0x03, first >>> 3 & 0x07, base, second);
    }

    /** Such as {@code °C}, {@code RPM}, {@code %}, or nothing. */
    public String text() {
        String unit = name(base);
        String joined = switch (modifier) {
            case 1 -> unit + "/" + name(second);
            case 2 -> unit + "·" + name(second);
            default -> unit;
        };
        String whole = joined + (rate < RATES.size() ? RATES.get(rate) : "");
        return percentage ? whole.isEmpty() ? "%" : "% " + whole : whole;
    }

    private static String name(int unit) {
        return unit < UNITS.size() ? UNITS.get(unit) : "unit " + unit;
    }
}
