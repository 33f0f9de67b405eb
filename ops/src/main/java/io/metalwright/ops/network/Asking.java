package io.metalwright.ops.network;

import java.io.IOException;
import java.time.Duration;

/** Asks again while answers are waited for, as packets get lost. */
final class Asking {
    /** Of the network. */
    interface Work {
        void run() throws IOException;
    }

    private Asking() {}

    /** @param hear takes what has come, and waits for it a second at most */
    static void every(Duration pause, Duration wait, Work ask, Work hear) throws IOException {
        long end = System.nanoTime() + wait.toNanos();
        for (long again = System.nanoTime(); System.nanoTime() - end < 0; ) {
            if (System.nanoTime() - again >= 0) {
                ask.run();
                again = System.nanoTime() + pause.toNanos();
            }
            hear.run();
        }
    }
}
