package io.metalwright.activities.power.ipmi.wire;

/** OEM Record (IPMI 2.0 section 43.12): a maker's own, kept as it came. */
public record OemRecord(int id, int manufacturer, Octets data) implements SdrRecord {
    static OemRecord decode(int id, Cursor cursor) {
        int manufacturer = cursor.word("manufacturer") | cursor.octet("manufacturer") << 16;
        return new OemRecord(id, manufacturer, cursor.rest());
    }
}
