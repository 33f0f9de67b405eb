package io.metalwright.boot.dhcp;

import org.jspecify.annotations.Nullable;

/** What we know of the port that asks. */
public sealed interface Standing {
    /** A plan was published for its machine. */
    record Known(@Nullable String hostname) implements Standing {}

    /** One of a class that gets addresses of its own and boots nothing from here, such as a BMC. */
    record OfClass(String name) implements Standing {}

    /**
     * Nobody told us of it.
     *
     * @param bound it has a lease from us: it came as a network-boot client, and asks again as BootOS
     */
    record Stranger(boolean bound) implements Standing {}
}
