package io.metalwright.activities.power;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One at a time, the most urgent first, and in the order of their coming among equals. */
final class Turns {
    private final ReentrantLock door = new ReentrantLock();
    private final PriorityQueue<Place> line =
            new PriorityQueue<>(Comparator.comparing(Place::urgency).thenComparing(Place::number));
    private final int mostWaiting;
    private boolean taken;
    private long number;

    private record Place(Urgency urgency, long number, Condition called) {}

    /** @param mostWaiting who comes as one more is turned away */
    Turns(int mostWaiting) {
        this.mostWaiting = mostWaiting;
    }

    /**
     * Waits for the turn, which {@link #end} gives on.
     *
     * @return false, and no turn, where too many wait already; a person is never turned away
     */
    boolean await(Urgency urgency) throws InterruptedException {
        door.lockInterruptibly();
        try {
            if (!taken && line.isEmpty()) {
                taken = true;
                return true;
            }
            if (urgency != Urgency.PERSON && line.size() >= mostWaiting) {
                return false;
            }
            var place = new Place(urgency, number++, door.newCondition());
            line.add(place);
            awaitCall(place);
            taken = true;
            return true;
        } finally {
            door.unlock();
        }
    }

    /** As {@link #await} for a person, also on a thread that was told to stop. */
    void awaitWhateverHappens() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    await(Urgency.PERSON);
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void awaitCall(Place place) throws InterruptedException {
        try {
            while (taken || line.peek() != place) {
                place.called().await();
            }
        } catch (InterruptedException e) {
            line.remove(place);
            // The call may have been for this one.
            callNext();
            throw e;
        }
        line.remove(place);
    }

    /** Whether nobody had it, so that the caller now does. */
    boolean tryNow() {
        door.lock();
        try {
            if (taken || !line.isEmpty()) {
                return false;
            }
            taken = true;
            return true;
        } finally {
            door.unlock();
        }
    }

    void end() {
        door.lock();
        try {
            taken = false;
            callNext();
        } finally {
            door.unlock();
        }
    }

    int waiting() {
        door.lock();
        try {
            return line.size();
        } finally {
            door.unlock();
        }
    }

    private void callNext() {
        var next = line.peek();
        if (next != null) {
            next.called().signal();
        }
    }
}
