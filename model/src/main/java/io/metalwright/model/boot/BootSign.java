package io.metalwright.model.boot;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.MacAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life of a machine on its way up.
 *
 * @param detail what was asked or served, for people: a file name, an address
 * @param agent how to reach the agent, with {@link SignKind#AGENT} only
 * @param system what the installed system says of itself, with {@link SignKind#OS_READY} only
 * @param earlier signs that came shortly before and are told with this one, the oldest first; they carry none themselves
 */
public record BootSign(
        SignKind kind,
        MacAddress mac,
        Instant at,
        String detail,
        @Nullable AgentAccess agent,
        @Nullable InstalledSystem system,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<BootSign> earlier) {
    public BootSign {
        // Absent in what was written before there were such.
        earlier = earlier == null ? List.of() : List.copyOf(earlier);
    }

    public BootSign(
            SignKind kind,
            MacAddress mac,
            Instant at,
            String detail,
            @Nullable AgentAccess agent,
            @Nullable InstalledSystem system) {
        this(kind, mac, at, detail, agent, system, List.of());
    }

    public static BootSign of(SignKind kind, MacAddress mac, Instant at, String detail) {
        return new BootSign(kind, mac, at, detail, null, null);
    }

    /** This sign, telling those too. */
    public BootSign after(List<BootSign> signs) {
        return new BootSign(kind, mac, at, detail, agent, system, signs);
    }
}
