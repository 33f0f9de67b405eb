package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A size as an operator writes it: {@code 512MiB}, {@code 20GiB}.
 *
 * @param bytes full MiB, by which partitions begin and end
 */
public record DataSize(long bytes) {
    public static final long MIB = 1L << 20;

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,9}) ?([MGT])I?B?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "MGT";

    public DataSize {
        if (bytes < MIB || bytes % MIB != 0) {
            throw new IllegalArgumentException("A size is of full MiB, and " + bytes + " bytes are not");
        }
    }

    @JsonCreator
    public static DataSize of(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no size. Write a whole number of MiB, GiB or TiB, like 512MiB or 20GiB");
        }
        int unit = UNITS.indexOf(match.group(2).toUpperCase(Locale.ROOT));
        return new DataSize(Long.parseLong(match.group(1)) * (MIB << (10 * unit)));
    }

    @JsonValue
    @Override
    public String toString() {
        int unit = 0;
        long count = bytes / MIB;
        while (unit < UNITS.length() - 1 && count % 1024 == 0) {
            count /= 1024;
            unit++;
        }
        return count + UNITS.substring(unit, unit + 1) + "iB";
    }
}
