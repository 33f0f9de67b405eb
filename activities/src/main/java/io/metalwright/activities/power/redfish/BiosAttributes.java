package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.model.bmc.BiosSetup;
import io.metalwright.model.bmc.BiosWish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * BIOS settings by the names that the firmware gives them (DSP2046, Bios; DSP0266, settings resource). What is written is kept by the BMC until the
 * firmware takes it at its next start; what came of it stands in {@code @Redfish.Settings} then.
 */
final class BiosAttributes {
    private static final int UNFIT = 422;

    private final Server server;
    private final RedfishSession session;

    BiosAttributes(Server server) {
        this.server = server;
        this.session = server.session();
    }

    BiosSetup read() {
        var bios = bios();
        var now = values(bios);
        var next = new TreeMap<String, String>();
        pending(bios)
                .ifPresent(settings -> values(settings).forEach((name, value) -> {
                    if (!value.equals(now.get(name))) {
                        next.put(name, value);
                    }
                }));
        return new BiosSetup(
                now, next, bios.text("@Redfish.Settings", "Time").orElse(null), messages(bios.at("@Redfish.Settings")));
    }

    /** Writes all of it or nothing, once each is known to be possible, as far as the BMC tells. */
    void set(BiosWish wish) {
        var bios = bios();
        var registry = AttributeRegistry.of(session, bios);
        var objections = objections(wish, bios, registry);
        if (!objections.isEmpty()) {
            throw new BmcFailure.Refused(
                    "Bios.Attributes",
                    UNFIT,
                    "Set BIOS settings by BMC " + session.address() + ": " + String.join(" ", objections)
                            + " Nothing was written.");
        }
        var change = RedfishSession.object();
        var attributes = change.putObject("Attributes");
        wish.attributes()
                .forEach((name, value) -> put(
                        attributes,
                        name,
                        value,
                        bios.at("Attributes", name).json(),
                        registry.flatMap(known -> known.type(name)).orElse("")));
        FirmwareSettings.atNextStart(bios, change);
        session.change("Set BIOS settings", pending(bios).orElse(bios), change, false);
    }

    private static List<String> objections(BiosWish wish, Resource bios, Optional<AttributeRegistry> registry) {
        var objections = new ArrayList<String>();
        wish.attributes().forEach((name, value) -> {
            if (registry.isPresent()) {
                registry.orElseThrow().objection(name, value).ifPresent(objections::add);
            } else if (!bios.at("Attributes").json().has(name)) {
                objections.add(name + " is no attribute of this BIOS.");
            } else {
                var now = bios.at("Attributes", name).json();
                if (now.isNumber() && !value.matches("-?[0-9]{1,18}([.][0-9]{1,9})?")) {
                    objections.add(name + " is a number, and not '" + value + "'.");
                } else if (now.isBoolean() && !value.matches("true|false")) {
                    objections.add(name + " is true or false, and not '" + value + "'.");
                }
            }
        });
        return objections;
    }

    /** As the attribute is written now; where it says nothing now, as the registry has it. */
    private static void put(ObjectNode attributes, String name, String value, JsonNode now, String type) {
        if (now.isIntegralNumber() || !now.isNumber() && type.equals("Integer")) {
            attributes.put(name, Long.parseLong(value));
        } else if (now.isNumber()) {
            attributes.put(name, Double.parseDouble(value));
        } else if (now.isBoolean() || !now.isTextual() && type.equals("Boolean")) {
            attributes.put(name, Boolean.parseBoolean(value));
        } else {
            attributes.put(name, value);
        }
    }

    private Resource bios() {
        return server.readSystem()
                .link("Bios")
                .flatMap(link -> session.find("Read the BIOS settings", link))
                .filter(bios -> bios.at("Attributes").json().isObject())
                .orElseThrow(
                        () -> new BmcFailure.Refused(
                                "Bios",
                                0,
                                "Read the BIOS settings by BMC " + session.address()
                                        + ": it tells of none. See whether its licence covers them, and whether the machine was ever started since it has mains."));
    }

    private Optional<Resource> pending(Resource bios) {
        return bios.link("@Redfish.Settings", "SettingsObject")
                .flatMap(link -> session.find("Read the BIOS settings for the next start", link));
    }

    private static SortedMap<String, String> values(Resource resource) {
        var values = new TreeMap<String, String>();
        for (Map.Entry<String, JsonNode> entry :
                resource.at("Attributes").json().properties()) {
            var value = entry.getValue();
            if (value.isValueNode() && !value.isNull() && !BiosWish.isSecret(entry.getKey())) {
                values.put(entry.getKey(), value.asText());
            }
        }
        return values;
    }

    private static List<String> messages(Resource settings) {
        return settings.objects("Messages").stream()
                .flatMap(message -> sentence(message).stream())
                .limit(20)
                .toList();
    }

    /** Without the name of the message where it has a sentence; a bare name is told with what it is about. */
    private static Optional<String> sentence(Resource message) {
        var said = message.text("Message").or(() -> message.text("MessageId"));
        var about = message.texts("RelatedProperties").stream()
                .map(property -> property.replaceAll("^.*/", ""))
                .toList();
        return said.map(words -> Words.clean(words) + (about.isEmpty() ? "" : " (" + String.join(", ", about) + ")"));
    }
}
