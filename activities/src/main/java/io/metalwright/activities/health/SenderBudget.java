package io.metalwright.activities.health;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much each sender may send. Used by one thread. */
public final class SenderBudget {
    private static final int MOST_SENDERS = 10_000;

    private final Map<InetAddress, Purse> purses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Purse> eldest) {
            return size() > MOST_SENDERS;
        }
    };

    private final int burst;
    private final long eachNanos;

    /**
     * @param burst how often at once
     * @param each after which time once more
     */
    public SenderBudget(int burst, Duration each) {
        this.burst = burst;
        this.eachNanos = each.toNanos();
    }

    private static final class Purse {
        private double left;
        private long at = System.nanoTime();

        Purse(int left) {
            this.left = left;
        }
    }

    public boolean allows(InetAddress sender) {
        var purse = purses.computeIfAbsent(sender, unknown -> new Purse(burst));
        long now = System.nanoTime();
        purse.left = Math.min(burst, purse.left + (double) (now - purse.at) / eachNanos);
        purse.at = now;
        if (purse.left < 1) {
            return false;
        }
        purse.left--;
        return true;
    }
}
