package io.metalwright.activities.health.trap;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much each sender may send: bursts of thirty, and thirty a minute. Used by one thread. */
final class SenderBudget {
    private static final int BURST = 30;
    private static final long EACH_NANOS = 2_000_000_000L;
    private static final int MOST_SENDERS = 10_000;

    private final Map<InetAddress, Purse> purses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Purse> eldest) {
            return size() > MOST_SENDERS;
        }
    };

    private static final class Purse {
        private double left = BURST;
        private long at = System.nanoTime();
    }

    boolean allows(InetAddress sender) {
        var purse = purses.computeIfAbsent(sender, unknown -> new Purse());
        long now = System.nanoTime();
        purse.left = Math.min(BURST, purse.left + (double) (now - purse.at) / EACH_NANOS);
        purse.at = now;
        if (purse.left < 1) {
            return false;
        }
        purse.left--;
        return true;
    }
}
