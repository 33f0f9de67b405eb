package io.metalwright.api.machine;

import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.network.Ipv4Address;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What of a machine people may change; what is left out stays. */
record MachineChange(
        @Nullable String name,
        @Nullable List<String> tags,
        @Nullable BmcEntry bmc,
        @Nullable BootMethod bootMethod,
        @Nullable Ipv4Address bootAddress) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    MachineChange {
        checkName(name);
        if (tags != null && (tags.size() > 50 || tags.stream().anyMatch(tag -> tag.isBlank() || tag.length() > 100))) {
            throw new IllegalArgumentException("'tags' are at most 50, and each has 1 to 100 characters");
        }
    }

    static void checkName(@Nullable String name) {
        if (name != null && !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'name' " + name
                    + " is no machine name: at most 63 letters, digits, dots, hyphens and underscores");
        }
    }
}
