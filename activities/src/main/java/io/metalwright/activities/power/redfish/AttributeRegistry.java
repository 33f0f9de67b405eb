package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a BMC tells of its BIOS attributes: which there are, and what each may be (DSP0266, registries; DSP2046, AttributeRegistry). */
final class AttributeRegistry {
    private static final String REGISTRIES = "/redfish/v1/Registries";
    private static final int MOST_WORDS = 30;

    private final Map<String, Resource> attributes = new HashMap<>();

    private AttributeRegistry(Resource registry) {
        registry.objects("RegistryEntries", "Attributes")
                .forEach(entry -> attributes.put(entry.word("AttributeName"), entry));
    }

    /** Nothing where the BMC serves none that can be read: it then checks by itself what it is told. */
    static Optional<AttributeRegistry> of(RedfishSession session, Resource bios) {
        var name = bios.word("AttributeRegistry");
        if (name.isBlank()) {
            return Optional.empty();
        }
        try {
            return find(session, name).map(AttributeRegistry::new).filter(registry -> !registry.attributes.isEmpty());
        } catch (BmcFailure.Refused | BmcFailure.Nonsense e) {
            return Optional.empty();
        }
    }

    /** Some files name another registry than lies in them (sushy-tools 2.2.0 does), so what lies there counts as well. */
    private static Optional<Resource> find(RedfishSession session, String name) {
        var list = session.root().link("Registries").orElse(REGISTRIES);
        for (var link : likelyFirst(session.members("List the registries", list))) {
            var file = session.find("Read a registry's file", link);
            if (file.isEmpty()) {
                continue;
            }
            boolean isNamed = file.orElseThrow().word("Registry").equals(name)
                    || file.orElseThrow().word("Id").equals(name);
            if (isNamed || isLikely(link)) {
                var registry = file.flatMap(AttributeRegistry::place)
                        .flatMap(place -> session.find("Read the registry of BIOS attributes", place))
                        .filter(found -> isNamed || found.word("Id").equals(name));
                if (registry.isPresent()) {
                    return registry;
                }
            }
        }
        return Optional.empty();
    }

    /** A BMC has dozens. */
    private static List<String> likelyFirst(List<String> links) {
        var sorted = new ArrayList<>(links);
        sorted.sort(Comparator.comparing(link -> !isLikely(link)));
        return sorted;
    }

    private static boolean isLikely(String link) {
        return link.toLowerCase(Locale.ROOT).contains("biosattribute");
    }

    private static Optional<String> place(Resource file) {
        var places = file.objects("Location").stream()
                .filter(location -> !location.word("Uri").isBlank())
                .toList();
        return places.stream()
                .filter(location -> location.word("Language").startsWith("en"))
                .findFirst()
                .or(() -> places.stream().findFirst())
                .map(location -> location.word("Uri"));
    }

    /** The type of a value, such as {@code Integer}; empty for what it does not know. */
    Optional<String> type(String name) {
        return Optional.ofNullable(attributes.get(name)).map(entry -> entry.word("Type"));
    }

    /** Why that value cannot be had, if it cannot. */
    Optional<String> objection(String name, String value) {
        var entry = attributes.get(name);
        if (entry == null) {
            return Optional.of(name + " is no attribute of this BIOS" + similar(name) + ".");
        }
        if (entry.truth("ReadOnly").orElse(false)) {
            return Optional.of(name + " can only be read.");
        }
        return switch (entry.word("Type")) {
            case "Enumeration" -> enumeration(name, value, entry);
            case "Integer" -> integer(name, value, entry);
            case "Boolean" ->
                value.equals("true") || value.equals("false")
                        ? Optional.empty()
                        : Optional.of(name + " is true or false, and not '" + value + "'.");
            case "String" -> string(name, value, entry);
            case "Password" -> Optional.of(name + " is a password: such are not set here.");
            default -> Optional.empty();
        };
    }

    private static Optional<String> enumeration(String name, String value, Resource entry) {
        var allowed = entry.objects("Value").stream()
                .map(word -> word.word("ValueName"))
                .filter(word -> !word.isEmpty())
                .toList();
        return allowed.isEmpty() || allowed.contains(value)
                ? Optional.empty()
                : Optional.of(name + " is one of " + listed(allowed) + ", and not '" + value + "'.");
    }

    private static Optional<String> integer(String name, String value, Resource entry) {
        var lower = entry.number("LowerBound");
        var upper = entry.number("UpperBound");
        boolean fits = value.matches("-?[0-9]{1,18}")
                && (lower.isEmpty() || Long.parseLong(value) >= lower.getAsLong())
                && (upper.isEmpty() || Long.parseLong(value) <= upper.getAsLong());
        return fits
                ? Optional.empty()
                : Optional.of(name + " is a whole number" + bound(" from ", lower) + bound(" to ", upper)
                        + ", and not '" + value + "'.");
    }

    private static Optional<String> string(String name, String value, Resource entry) {
        var shortest = entry.number("MinLength");
        var longest = entry.number("MaxLength");
        boolean fits = (shortest.isEmpty() || value.length() >= shortest.getAsLong())
                && (longest.isEmpty() || value.length() <= longest.getAsLong());
        return fits
                ? Optional.empty()
                : Optional.of(name + " has" + bound(" from ", shortest) + bound(" up to ", longest)
                        + " characters, and not " + value.length() + ".");
    }

    private static String bound(String word, OptionalLong bound) {
        return bound.isPresent() ? word + bound.getAsLong() : "";
    }

    private String similar(String name) {
        var likes = attributes.keySet().stream()
                .filter(known -> known.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                        || name.toLowerCase(Locale.ROOT).contains(known.toLowerCase(Locale.ROOT)))
                .sorted()
                .toList();
        return likes.isEmpty() ? "" : "; it has " + listed(likes);
    }

    private static String listed(List<String> words) {
        return Words.clean(String.join(", ", words.stream().limit(MOST_WORDS).toList()))
                + (words.size() > MOST_WORDS ? ", …" : "");
    }
}
