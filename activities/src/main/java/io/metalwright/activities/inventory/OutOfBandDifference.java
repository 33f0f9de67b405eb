package io.metalwright.activities.inventory;

import io.metalwright.model.hardware.Fact;
import io.metalwright.model.hardware.HardwarePart;
import io.metalwright.model.hardware.HardwareTree;
import io.metalwright.model.hardware.OutOfBandReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is different between two reports of one BMC, each in a sentence. Links and speeds come and go, and count for nothing. */
final class OutOfBandDifference {
    private static final Set<String> FLEETING = Set.of("link", "Mbit/s");

    private OutOfBandDifference() {}

    static List<String> between(OutOfBandReport before, OutOfBandReport after) {
        var lines = new ArrayList<String>();
        var known = parts(before);
        var now = parts(after);
        known.forEach((name, part) -> {
            var same = now.get(name);
            if (same == null) {
                lines.add(name + " is gone.");
            } else {
                facts(name, part, same, lines);
            }
        });
        now.keySet().stream().filter(name -> !known.containsKey(name)).forEach(name -> lines.add(name + " is new."));
        return List.copyOf(lines);
    }

    private static void facts(String name, HardwarePart before, HardwarePart after, List<String> lines) {
        var now = values(after);
        values(before).forEach((fact, value) -> {
            // What the BMC does not tell this time, it may tell the next.
            var other = now.getOrDefault(fact, value);
            if (!FLEETING.contains(fact) && !other.equals(value)) {
                lines.add(name + ": " + fact + " was " + value + " and is " + other + ".");
            }
        });
    }

    private static Map<String, String> values(HardwarePart part) {
        return part.facts().stream()
                .collect(Collectors.toMap(Fact::name, Fact::value, (first, second) -> first, LinkedHashMap::new));
    }

    private static Map<String, HardwarePart> parts(OutOfBandReport report) {
        return HardwareTree.of(null, report).parts().stream()
                .collect(Collectors.toMap(
                        OutOfBandDifference::name, Function.identity(), (first, second) -> first, LinkedHashMap::new));
    }

    private static String name(HardwarePart part) {
        var name = part.name().startsWith(part.kind()) ? part.name() : part.kind() + " " + part.name();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
