package io.metalwright.activities.raid.mdadm;

import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code mdadm --detail --export} tells of a running array.
 *
 * @param roles the members' paths and what they are in the array: a number, {@code spare} or {@code faulty}
 */
public record ArrayDetail(String level, int devices, String metadata, String uuid, Map<String, String> roles) {
    public ArrayDetail {
        roles = Map.copyOf(roles);
    }

    public static ArrayDetail parse(String output) {
        var pairs = Pairs.parse(output);
        var roles = new TreeMap<String, String>();
        pairs.forEach((key, value) -> {
            if (key.startsWith("MD_DEVICE_") && key.endsWith("_DEV")) {
                var role = key.substring(0, key.length() - "DEV".length()) + "ROLE";
                roles.put(value, pairs.getOrDefault(role, ""));
            }
        });
        return new ArrayDetail(
                pairs.getOrDefault("MD_LEVEL", ""),
                Integer.parseInt(pairs.getOrDefault("MD_DEVICES", "0")),
                pairs.getOrDefault("MD_METADATA", ""),
                pairs.getOrDefault("MD_UUID", ""),
                roles);
    }

    /** Whether this disk has a place of its own in the array, and is no spare and not faulty. */
    public boolean isMember(String path) {
        return roles.getOrDefault(path, "").matches("\\d+");
    }
}
