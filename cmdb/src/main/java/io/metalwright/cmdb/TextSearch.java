package io.metalwright.cmdb;

import java.util.List;
import java.util.Locale;
import org.springframework.data.relational.core.query.Criteria;

/** What somebody typed, looked for anywhere in some columns, in capitals or not. */
public final class TextSearch {
    private TextSearch() {}

    /**
     * @param texts properties that are plain text
     * @param words properties of the model's own types, whose columns hold small letters; Spring Data does not fold their case
     */
    public static Criteria in(List<String> texts, List<String> words, String typed) {
        var pattern = "%"
                + typed.strip()
                        .toLowerCase(Locale.ROOT)
                        .replace("\\", "\\\\")
                        .replace("%", "\\%")
                        .replace("_", "\\_")
                + "%";
        var criteria = Criteria.empty();
        for (var text : texts) {
            criteria = criteria.or(Criteria.where(text).like(pattern).ignoreCase(true));
        }
        for (var word : words) {
            criteria = criteria.or(Criteria.where(word).like(pattern));
        }
        return criteria;
    }

    /** The same where every property is plain text. */
    public static Criteria in(List<String> texts, String typed) {
        return in(texts, List.of(), typed);
    }
}
