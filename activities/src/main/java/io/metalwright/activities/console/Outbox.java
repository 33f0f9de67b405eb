package io.metalwright.activities.console;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/** What is to be told to whoever shows a console. While they are away it is kept; of what is too much, the oldest goes. */
final class Outbox {
    private static final int MOST_OCTETS = 256 * 1024;
    /** Of one message. */
    private static final int LONGEST = 16 * 1024;

    /** What is told. */
    sealed interface Message {
        int size();

        record Characters(byte[] octets) implements Message {
            @Override
            public int size() {
                return octets.length;
            }
        }

        /** How the line fares, or what is to be said of it, as JSON. */
        record Word(String json) implements Message {
            @Override
            public int size() {
                return json.length();
            }
        }
    }

    private final Deque<Message> messages = new ArrayDeque<>();
    private int octets;

    synchronized void put(Message message) {
        messages.addLast(message);
        octets += message.size();
        while (octets > MOST_OCTETS && messages.size() > 1) {
            octets -= messages.removeFirst().size();
        }
        notifyAll();
    }

    void characters(byte[] all) {
        for (int from = 0; from < all.length; from += LONGEST) {
            put(new Message.Characters(Arrays.copyOfRange(all, from, Math.min(all.length, from + LONGEST))));
        }
    }

    /** Comes first again: it could not be sent. */
    synchronized void putBack(Message message) {
        messages.addFirst(message);
        octets += message.size();
    }

    synchronized Optional<Message> take(Duration wait) throws InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); messages.isEmpty() && left > 0; left = until - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        var first = Optional.ofNullable(messages.pollFirst());
        first.ifPresent(message -> octets -= message.size());
        return first;
    }
}
