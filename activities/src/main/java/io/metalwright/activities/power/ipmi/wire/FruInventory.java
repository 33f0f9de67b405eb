package io.metalwright.activities.power.ipmi.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a field replaceable unit says of itself (IPMI Platform Management FRU Information Storage Definition 1.0, revision 1.3). Areas stand at
 * multiples of eight octets; each has its length in its second octet, and a checksum.
 */
public final class FruInventory {
    public static final int HEADER_LENGTH = 8;

    private static final int UNIT = 8;
    private static final int NO_MORE_FIELDS = 0xC1;

    private FruInventory() {}

    /**
     * Where the areas begin (section 8), in octets.
     *
     * @param internal and each of the others is 0 where there is none
     */
    public record Header(int internal, int chassis, int board, int product, int records) {}

    /** Section 10. */
    public record Chassis(int type, TypedText partNumber, TypedText serial, List<TypedText> more) {}

    /**
     * Section 11.
     *
     * @param manufactured minutes since the beginning of 1996, where it is told
     */
    public record Board(
            OptionalLong manufactured,
            TypedText manufacturer,
            TypedText product,
            TypedText serial,
            TypedText partNumber,
            TypedText fileId,
            List<TypedText> more) {}

    /** Section 12. */
    public record Product(
            TypedText manufacturer,
            TypedText name,
            TypedText partNumber,
            TypedText version,
            TypedText serial,
            TypedText assetTag,
            TypedText fileId,
            List<TypedText> more) {}

    /** @throws MalformedMessage for an empty EEPROM, too */
    public static Header header(byte[] bytes) {
        Cursor cursor = new Cursor("FRU common header", bytes);
        int version = cursor.peek("format version") & 0x0F;
        if (version != 1) {
            throw cursor.malformed("format version 1", String.valueOf(version));
        }
        cursor.octet("format version");
        Header header = new Header(
                cursor.octet("internal use area") * UNIT,
                cursor.octet("chassis area") * UNIT,
                cursor.octet("board area") * UNIT,
                cursor.octet("product area") * UNIT,
                cursor.octet("multi-record area") * UNIT);
        cursor.octet("padding");
        cursor.checksum("header checksum", HEADER_LENGTH - 1);
        return header;
    }

    /** How many octets an area has, seen from its first two. */
    public static int areaLength(Octets start) {
        return start.at(1) * UNIT;
    }

    public static Chassis chassis(byte[] area) {
        Cursor cursor = area("FRU chassis area", area);
        int type = cursor.octet("chassis type");
        TypedText part = field(cursor);
        return new Chassis(type, part, field(cursor), rest(cursor));
    }

    public static Board board(byte[] area) {
        Cursor cursor = area("FRU board area", area);
        cursor.octet("language");
        long minutes = cursor.word("manufacturing date") | (long) cursor.octet("manufacturing date") << 16;
        TypedText manufacturer = field(cursor);
        TypedText product = field(cursor);
        TypedText serial = field(cursor);
        TypedText part = field(cursor);
        TypedText file = field(cursor);
        return new Board(
                minutes == 0 ? OptionalLong.empty() : OptionalLong.of(minutes),
                manufacturer,
                product,
                serial,
                part,
                file,
                rest(cursor));
    }

    public static Product product(byte[] area) {
        Cursor cursor = area("FRU product area", area);
        cursor.octet("language");
        TypedText manufacturer = field(cursor);
        TypedText name = field(cursor);
        TypedText part = field(cursor);
        TypedText version = field(cursor);
        TypedText serial = field(cursor);
        TypedText asset = field(cursor);
        TypedText file = field(cursor);
        return new Product(manufacturer, name, part, version, serial, asset, file, rest(cursor));
    }

    /** Whether an area's octets add up to zero. On shipped parts they do not always (seen on an Intel S2600WTT's backplane). */
    public static boolean checksumHolds(byte[] area) {
        return Checksum.of(area, 0, area.length) == 0;
    }

    /** After version and length. The checksum is its reader's affair: a wrong one is told beside what can be read. */
    private static Cursor area(String name, byte[] area) {
        Cursor cursor = new Cursor(name, area);
        cursor.constant("format version", 1);
        cursor.octet("area length");
        return cursor;
    }

    /** The end may come before all fields are there: the missing ones are empty. */
    private static TypedText field(Cursor cursor) {
        return next(cursor).orElse(TypedText.NONE);
    }

    private static Optional<TypedText> next(Cursor cursor) {
        if (cursor.remaining() == 0 || cursor.peek("field") == NO_MORE_FIELDS) {
            return Optional.empty();
        }
        int typeLength = cursor.octet("field");
        return Optional.of(new TypedText(typeLength >>> 6, cursor.octets("field", typeLength & 0x3F)));
    }

    private static List<TypedText> rest(Cursor cursor) {
        List<TypedText> more = new ArrayList<>();
        for (Optional<TypedText> field = next(cursor); field.isPresent(); field = next(cursor)) {
            more.add(field.get());
        }
        return List.copyOf(more);
    }
}
