package io.metalwright.model.boot;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with <code>{{words}}</code> in it that stand for what is this machine's own. Four opening braces write two. Shell and Jinja keep
 * their own signs: only a single word between the braces is ours.
 */
public record BootTemplate(String text) {
    /** All that a template may name. */
    public static final Set<String> WORDS = Set.of(
            "mac",
            "machine",
            "hostname",
            "address",
            "prefix",
            "netmask",
            "gateway",
            "nameservers",
            "segment",
            "site",
            "server",
            "http");

    /** What the answers of a run's installer may name beside those. */
    public static final Set<String> INSTALLER_WORDS =
            Set.of("tree", "disk", "wwn", "mirror", "mirrorhost", "mirrorpath", "mirrorscheme", "proxy", "report");

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\{\\{|\\{\\{ *([a-z]+) *}}");

    /** The words that it names and that nobody knows. */
    public Set<String> unknownWords() {
        var unknown = new TreeSet<String>();
        PLACE.matcher(text)
                .results()
                .map(place -> place.group(1))
                .filter(word -> word != null && !WORDS.contains(word))
                .forEach(unknown::add);
        return unknown;
    }

    /** A word without a value is nothing: not every machine has a gateway. */
    public String filledIn(Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> {
            var word = place.group(1);
            return Matcher.quoteReplacement(word == null ? "{{" : values.getOrDefault(word, ""));
        });
    }
}
