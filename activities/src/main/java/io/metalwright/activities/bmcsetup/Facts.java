package io.metalwright.activities.bmcsetup;

import io.metalwright.model.network.Ipv4Address;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What ipmitool prints as lines of {@code Name   : value}. Of a name that stands there twice, the first counts: the volatile, present setting. */
record Facts(Map<String, String> values) {
    static Facts parse(String text) {
        var values = new LinkedHashMap<String, String>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(" : ");
            if (colon > 0) {
                values.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 3).strip());
            }
        });
        return new Facts(Map.copyOf(values));
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** Empty where there is none, also for {@code 0.0.0.0}. */
    Optional<Ipv4Address> address(String name) {
        try {
            return Optional.of(Ipv4Address.of(text(name))).filter(address -> !address.equals(Ipv4Address.ANY));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
