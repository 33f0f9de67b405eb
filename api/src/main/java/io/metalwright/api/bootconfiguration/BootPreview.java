package io.metalwright.api.bootconfiguration;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.boot.BootTemplate;
import io.metalwright.model.boot.DocumentKind;
import io.metalwright.model.network.Ipv4Address;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a machine would fetch.
 *
 * @param applies whether this configuration is for the machine at all; another one may still be closer to it
 */
record BootPreview(String configuration, String machine, boolean applies, Map<DocumentKind, String> documents) {
    static BootPreview of(BootConfiguration configuration, MachineRow machine, Cmdb cmdb) {
        var words = words(machine, cmdb);
        var documents = new EnumMap<DocumentKind, String>(DocumentKind.class);
        configuration.documents().forEach((kind, text) -> documents.put(kind, new BootTemplate(text).filledIn(words)));
        var names = machine.macs().addresses().stream()
                .map(Object::toString)
                .collect(Collectors.toCollection(ArrayList::new));
        names.add(machine.id().value());
        boolean applies = configuration.site().equals(machine.site())
                && configuration.closeness(names, words.getOrDefault("segment", "")) >= 0;
        return new BootPreview(configuration.name(), machine.name(), applies, documents);
    }

    /** The server's own are known on the machine's network only; they are shown as they are written. */
    private static Map<String, String> words(MachineRow machine, Cmdb cmdb) {
        var words = new HashMap<String, String>();
        words.put("server", "{{server}}");
        words.put("http", "{{http}}");
        words.put("machine", machine.id().value());
        words.put("site", machine.site().value());
        words.put("mac", machine.macs().addresses().getFirst().value());
        put(words, "hostname", machine.hostname());
        var address = Optional.ofNullable(machine.bootAddress()).or(() -> Optional.ofNullable(machine.address()));
        address.ifPresent(known -> words.put("address", known.value()));
        address.flatMap(known -> cmdb.segments().containing(machine.site(), known))
                .ifPresent(segment -> {
                    words.put("segment", segment.name());
                    words.put("prefix", Integer.toString(segment.cidr().prefixLength()));
                    words.put("netmask", segment.cidr().netmask().value());
                    put(words, "gateway", segment.gateway());
                    words.put(
                            "nameservers",
                            segment.nameServers().stream()
                                    .map(Ipv4Address::value)
                                    .collect(Collectors.joining(",")));
                });
        return words;
    }

    private static void put(Map<String, String> words, String word, @Nullable Object value) {
        if (value != null) {
            words.put(word, value.toString());
        }
    }
}
