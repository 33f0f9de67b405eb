package io.metalwright.activities.power.ipmi.wire;

/**
 * How a record is shared by sensors with consecutive numbers (IPMI 2.0 section 43.2, octets 24 and 25).
 *
 * @param count of sensors; 0 and 1 both mean one
 * @param letters names go on with letters, not with numbers
 * @param offset where the names' numbers begin
 * @param entityCounts the entity's instance counts with the sensors
 */
public record Sharing(int count, boolean letters, int offset, boolean entityCounts) {
    private static final int ALPHABET = 26;

    static Sharing decode(Cursor cursor) {
        int first = cursor.octet("record sharing");
        int second = cursor.octet("record sharing");
        return new Sharing(first & 0x0F, (first >>> 4 & 0x03) == 1, second & 0x7F, (second & 0x80) != 0);
    }

    int members() {
        return Math.max(1, count);
    }

    EntityKey entity(EntityKey first, int member) {
        return entityCounts ? new EntityKey(first.id(), first.logical(), first.instance() + member & 0x7F) : first;
    }

    String name(String name, int member) {
        if (members() == 1) {
            return name;
        }
        int number = offset + member;
        // "Drive 15" and 0 shall not read as drive 150.
        String between = !name.isEmpty() && Character.isDigit(name.charAt(name.length() - 1)) && !letters ? "." : "";
        return name + between + (letters ? letter(number) : String.valueOf(number));
    }

    /** A to Z, then AA to AZ, and so on. */
    private static String letter(int number) {
        String last = String.valueOf((char) ('A' + number % ALPHABET));
        return number < ALPHABET ? last : letter(number / ALPHABET - 1) + last;
    }
}
