package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A machine's BIOS settings, as its BMC tells them (DSP2046, Bios). Passwords are left out.
 *
 * @param attributes as the firmware has them, numbers and truths as texts
 * @param next as it will have them from its next start on, of those that will be others
 * @param appliedAt when the firmware last took settings, in the BMC's own writing; null: it does not tell
 * @param messages what came of that, where the BMC tells
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BiosSetup(
        SortedMap<String, String> attributes,
        SortedMap<String, String> next,
        @Nullable String appliedAt,
        List<String> messages) {
    public BiosSetup {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
        messages = List.copyOf(messages);
    }

    /** What of the wish is not so now. */
    public Map<String, String> lacks(BiosWish wish) {
        var lacking = new TreeMap<>(wish.attributes());
        lacking.entrySet().removeIf(entry -> entry.getValue().equals(attributes.get(entry.getKey())));
        return lacking;
    }

    /** What of the wish is not so now, and will not be from the next start on either; also what is so now and would change. */
    public Map<String, String> lacksNext(BiosWish wish) {
        var lacking = new TreeMap<>(wish.attributes());
        lacking.entrySet()
                .removeIf(entry ->
                        entry.getValue().equals(next.getOrDefault(entry.getKey(), attributes.get(entry.getKey()))));
        return lacking;
    }
}
