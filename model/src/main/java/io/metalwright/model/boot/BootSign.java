package io.metalwright.model.boot;

import io.metalwright.model.MacAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life of a machine on its way up.
 *
 * @param detail what was asked or served, for people: a file name, an address
 * @param agent how to reach the agent, with {@link SignKind#AGENT} only
 * @param system what the installed system says of itself, with {@link SignKind#OS_READY} only
 */
public record BootSign(
        SignKind kind,
        MacAddress mac,
        Instant at,
        String detail,
        @Nullable AgentAccess agent,
        @Nullable InstalledSystem system) {
    public static BootSign of(SignKind kind, MacAddress mac, Instant at, String detail) {
        return new BootSign(kind, mac, at, detail, null, null);
    }
}
