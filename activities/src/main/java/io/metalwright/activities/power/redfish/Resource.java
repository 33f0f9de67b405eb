package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import io.metalwright.model.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A resource, or an object within one, as it was read. Everything in it may be missing, null, or of another type than the schema says, and is then
 * not there. Properties are named by their path from here.
 *
 * @param tag what a change of it must name (RFC 9110 section 8.8.3); null where there is none
 */
public record Resource(String path, JsonNode json, @Nullable String tag) {
    private static final int LONGEST = 500;
    /** What makers write where they know nothing. */
    private static final Set<String> NOTHING = Set.of(
            "",
            "n/a",
            "na",
            "none",
            "null",
            "unknown",
            "not available",
            "not specified",
            "not applicable",
            "to be filled by o.e.m.",
            "default string",
            "no dimm",
            "not present");

    public Optional<String> text(String... names) {
        var node = node(names);
        if (!node.isValueNode() || node.isNull() || node.isBoolean()) {
            return Optional.empty();
        }
        var text = node.asText().strip();
        return NOTHING.contains(text.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    }

    /** As it is written, also where it says nothing. */
    public String word(String... names) {
        var node = node(names);
        return node.isTextual() ? node.textValue() : "";
    }

    /** Whole numbers; fractions are cut off, and texts that are numbers count: iLO 4 and old iDRACs write some so. */
    public OptionalLong number(String... names) {
        var node = node(names);
        if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            return OptionalLong.of(node.longValue());
        }
        return node.isTextual() && node.textValue().strip().matches("-?[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(node.textValue().strip()))
                : OptionalLong.empty();
    }

    /** A number greater than zero: zero stands for "unknown" wherever something is counted. */
    public OptionalLong amount(String... names) {
        var number = number(names);
        return number.isPresent() && number.getAsLong() > 0 ? number : OptionalLong.empty();
    }

    /** As it is written, and in a text too. */
    public OptionalDouble decimal(String... names) {
        var node = node(names);
        if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            return OptionalDouble.of(node.doubleValue());
        }
        return node.isTextual() && node.textValue().strip().matches("-?[0-9]{1,12}([.][0-9]{1,9})?")
                ? OptionalDouble.of(Double.parseDouble(node.textValue().strip()))
                : OptionalDouble.empty();
    }

    public double fraction(String... names) {
        var node = node(names);
        return node.isNumber() && Double.isFinite(node.doubleValue()) ? node.doubleValue() : 0;
    }

    public Optional<Boolean> truth(String... names) {
        var node = node(names);
        return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
    }

    /** In whatever way it is written: with colons, with hyphens, with nothing between. Zeros are none. */
    public Optional<MacAddress> mac(String... names) {
        var digits = word(names).replaceAll("[^0-9A-Fa-f]", "").toLowerCase(Locale.ROOT);
        return digits.length() != 12 || digits.equals("000000000000")
                ? Optional.empty()
                : Optional.of(MacAddress.of(digits.replaceAll("(..)(?=.)", "$1:")));
    }

    /** Where a property of the form {@code {"@odata.id": …}} points. */
    public Optional<String> link(String... names) {
        return address(node(names));
    }

    public List<String> links(String... names) {
        return elements(node(names)).stream()
                .flatMap(node -> address(node).stream())
                .toList();
    }

    public List<String> texts(String... names) {
        return elements(node(names)).stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    /** The objects of an array. */
    public List<Resource> objects(String... names) {
        var found = new ArrayList<Resource>();
        for (var node : elements(node(names))) {
            if (node.isObject()) {
                found.add(new Resource(path, node, null));
            }
        }
        return List.copyOf(found);
    }

    public Resource at(String... names) {
        return new Resource(path, node(names), null);
    }

    public boolean has(String... names) {
        var node = node(names);
        return !node.isMissingNode() && !node.isNull();
    }

    /** Whether this is the whole of a member, and not just a link to it, as it is where a service does not expand. */
    boolean isWhole() {
        return json.isObject() && json.size() > 2;
    }

    private static List<JsonNode> elements(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false).toList() : List.of();
    }

    private static Optional<String> address(JsonNode node) {
        // iLO 4 has links in its own older form as well.
        var there = node.path("@odata.id").isTextual() ? node.path("@odata.id") : node.path("href");
        return there.isTextual() && !there.textValue().isBlank() ? Optional.of(there.textValue()) : Optional.empty();
    }

    private JsonNode node(String... names) {
        var node = json;
        for (var name : names) {
            node = node.path(name);
        }
        return node;
    }
}
