package io.metalwright.activities.power.ipmi.session;

import java.time.Duration;
import java.util.Optional;

/** The one packet to the BMC that is under way on a serial line, and what the BMC says of it. */
final class AwaitedAcknowledgement {
    private static final int NONE = -1;

    private int sequence;
    private int accepted = NONE;
    private boolean over;

    synchronized void begin(int number) {
        sequence = number;
        accepted = NONE;
    }

    /** An acknowledgement of another packet is of a copy of an earlier one. */
    synchronized void acknowledged(int number, int characters) {
        if (number == sequence && accepted == NONE) {
            accepted = characters;
            notifyAll();
        }
    }

    /** Nobody waits any more. */
    synchronized void giveUp() {
        over = true;
        notifyAll();
    }

    /** How many characters were taken. */
    synchronized Optional<Integer> within(Duration wait) throws InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); accepted == NONE && !over && left > 0; left = until - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return accepted == NONE ? Optional.empty() : Optional.of(accepted);
    }
}
