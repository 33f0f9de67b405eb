package io.metalwright.boot.peer;

import java.util.Comparator;

/**
 * When something was said, in the order that both servers agree on: the later one counts.
 *
 * @param moment milliseconds since 1970, or more where the other server was ahead: never less than what was seen before
 * @param server who was told
 * @param gone whether it is forgotten since
 */
record Stamp(long moment, int server, boolean gone) implements Comparable<Stamp> {
    private static final Comparator<Stamp> ORDER =
            Comparator.comparingLong(Stamp::moment).thenComparingInt(Stamp::server);

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }
}
