package io.metalwright.activities.power.ipmi.wire;

/** A part of a record, from an SDR repository or the SEL, and which record comes after it. */
public record RecordPart(int next, Octets octets) {
    static RecordPart decode(String message, byte[] data) {
        Cursor cursor = new Cursor(message, data);
        return new RecordPart(cursor.word("next record"), cursor.rest());
    }
}
