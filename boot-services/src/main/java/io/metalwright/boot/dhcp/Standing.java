package io.metalwright.boot.dhcp;

import org.jspecify.annotations.Nullable;

/** What we know of the port that asks. */
public sealed interface Standing {
    /** A plan was published for its machine. */
    record Known(@Nullable String hostname) implements Standing {}

    /**
     * Nobody told us of it.
     *
     * @param bound it has a lease from us: it came as a network-boot client, and asks again as BootOS
     */
    record Stranger(boolean bound) implements Standing {}
}
