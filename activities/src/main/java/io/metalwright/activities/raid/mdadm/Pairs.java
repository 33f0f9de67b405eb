package io.metalwright.activities.raid.mdadm;

import java.util.Map;
import java.util.TreeMap;

/** Lines of {@code KEY=value}, as {@code --export} prints them. Other lines are passed over. */
final class Pairs {
    private Pairs() {}

    static Map<String, String> parse(String output) {
        var pairs = new TreeMap<String, String>();
        output.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                pairs.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return pairs;
    }
}
