package io.metalwright.model.boot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an installed system said when it came up: {@code POST /agent/v1/os-ready}. */
public record InstalledSystem(
        String hostname,
        List<String> addresses,
        List<String> sshHostKeys,
        @Nullable String kernel,
        @Nullable String os) {
    public InstalledSystem {
        addresses = List.copyOf(addresses);
        sshHostKeys = List.copyOf(sshHostKeys);
    }
}
