package io.metalwright.activities.power.ipmi.session;

/**
 * Which sequence numbers of the other side are new (IPMI 2.0 section 6.12.13): up to 15 above the highest seen, or up to 16 below it and not seen
 * before. So a packet that the network doubled or somebody replayed is dropped, and one that was overtaken is not. Where the other side begins is its
 * own affair. Safe for threads: answers and a serial line's characters share a session.
 */
final class SequenceWindow {
    private static final int AHEAD = 15;
    private static final int BEHIND = 16;

    private int highest;
    /** Bit n: {@code highest - n} was seen. None yet when zero. */
    private int seen;

    /** Whether the number is new; if so it is old from now on. Numbers wrap around, and 0 is not used in a session. */
    synchronized boolean admit(int sequence) {
        if (sequence == 0) {
            return false;
        }
        if (seen == 0) {
            highest = sequence;
            seen = 1;
            return true;
        }
        int distance = sequence - highest;
        if (distance > AHEAD || distance < -BEHIND) {
            return false;
        }
        if (distance > 0) {
            seen = seen << distance | 1;
            highest = sequence;
            return true;
        }
        int bit = 1 << -distance;
        if ((seen & bit) != 0) {
            return false;
        }
        seen |= bit;
        return true;
    }
}
