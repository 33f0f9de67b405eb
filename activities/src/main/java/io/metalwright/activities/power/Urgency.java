package io.metalwright.activities.power;

/** Who is served first at a BMC that several wait for; the order is theirs. */
public enum Urgency {
    /** Somebody looks on. */
    PERSON,
    /** A run, which tries again. */
    RUN,
    /** Nobody waits: the next look comes by itself. */
    POLL
}
