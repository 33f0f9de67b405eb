package io.metalwright.model.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers the facts of one part from both sides. */
final class PartFacts {
    private final String kind;
    private final String name;
    private final List<Fact> facts = new ArrayList<>();

    PartFacts(String kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /** Null and 0 stand for what is not known. */
    PartFacts fact(String fact, @Nullable Object inBand, @Nullable Object outOfBand) {
        var inside = text(inBand);
        var outside = text(outOfBand);
        if (inside != null && outside != null) {
            boolean same = agree(inside, outside);
            facts.add(new Fact(fact, inside, same ? FactSource.BOTH : FactSource.CONTRADICTED, same ? null : outside));
        } else if (inside != null) {
            facts.add(new Fact(fact, inside, FactSource.IN_BAND, null));
        } else if (outside != null) {
            facts.add(new Fact(fact, outside, FactSource.OUT_OF_BAND, null));
        }
        return this;
    }

    HardwarePart part() {
        return new HardwarePart(kind, name, facts);
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value == null || value instanceof Number number && number.longValue() == 0) {
            return null;
        }
        var text = value.toString().strip();
        return text.isEmpty() ? null : text;
    }

    /** Firmware versions carry names and dates on one side only; makers write themselves in long and in short. */
    static boolean agree(String first, String second) {
        var one = plain(first);
        var other = plain(second);
        return one.equals(other)
                || Math.min(one.length(), other.length()) >= 3 && (one.contains(other) || other.contains(one))
                || sameUuid(one, other);
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("\\(r\\)|\\(tm\\)", "")
                .replaceAll("[^a-z0-9.]+", " ")
                .strip();
    }

    /** SMBIOS stores the first three fields of a UUID by their low octet first (DSP0134 section 7.2.1), and not every BMC heeds it. */
    private static boolean sameUuid(String one, String other) {
        var form = "[0-9a-f]{8} [0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{12}";
        return one.matches(form) && other.matches(form) && Objects.equals(turned(one), other);
    }

    private static String turned(String uuid) {
        var fields = uuid.split(" ");
        for (int field = 0; field < 3; field++) {
            var octets = new StringBuilder();
            for (int at = fields[field].length() - 2; at >= 0; at -= 2) {
                octets.append(fields[field], at, at + 2);
            }
            fields[field] = octets.toString();
        }
        return String.join(" ", fields);
    }
}
