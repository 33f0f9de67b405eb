package io.metalwright.api.access;

/** How many refused calls a minute are written down one by one: who floods the API shall not flood the database. */
final class RefusalBudget {
    private static final long MINUTE = 60_000_000_000L;

    private final int aMinute;
    private long began;
    private int used;

    RefusalBudget(int aMinute) {
        this.aMinute = aMinute;
    }

    synchronized boolean has(long nanoTime) {
        if (nanoTime - began >= MINUTE || used == 0) {
            began = nanoTime;
            used = 0;
        }
        return ++used <= aMinute;
    }
}
