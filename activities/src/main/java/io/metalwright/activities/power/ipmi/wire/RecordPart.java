package io.metalwright.activities.power.ipmi.wire;

/** A part of a record, from an SDR repository or the SEL, and which record comes after it. */
public record RecordPart(int next, Octets octets) {
    /** The data of each command that asks for one. */
    static byte[] question(int reservation, int record, int offset, int count) {
        return new OctetWriter()
                .word(reservation)
                .word(record)
                .octet(offset)
                .octet(count)
                .toArray();
    }

    static RecordPart decode(String message, byte[] data) {
        Cursor cursor = new Cursor(message, data);
        return new RecordPart(cursor.word("next record"), cursor.rest());
    }
}
