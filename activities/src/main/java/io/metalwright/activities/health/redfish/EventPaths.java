package io.metalwright.activities.health.redfish;

import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.model.MachineId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path at which each machine's BMC posts its events: who knows it speaks for that machine. Every worker of a site makes the same ones from the
 * site's key.
 */
public final class EventPaths {
    private static final Pattern FORM = Pattern.compile("/redfish-events/(m-[a-z0-9]{4,32})/([A-Za-z0-9_-]{43})/?");

    private final SiteKeys keys;

    public EventPaths(SiteKeys keys) {
        this.keys = keys;
    }

    String path(MachineId machine) {
        try (var token = keys.token(name(machine))) {
            return "/redfish-events/" + machine + "/" + token.plain();
        }
    }

    /** Whose path it is; of nobody where the token is wrong, which takes as long as a right one. */
    Optional<MachineId> machine(String path) {
        var found = FORM.matcher(path);
        if (!found.matches()) {
            return Optional.empty();
        }
        var machine = MachineId.of(found.group(1));
        try (var token = keys.token(name(machine))) {
            return MessageDigest.isEqual(octets(found.group(2)), octets(token.plain()))
                    ? Optional.of(machine)
                    : Optional.empty();
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String name(MachineId machine) {
        return "redfish events " + machine;
    }
}
