package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.BmcFailure;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What came from the machine and was not read yet, and how much of the last packet was taken: a packet that is repeated, because its acknowledgement
 * was lost or did not cover all of it, brings only the rest (IPMI 2.0 section 15.11).
 */
final class ReceivedCharacters {
    /** A machine that writes faster than somebody reads is told to wait. */
    private static final int ROOM = 256 * 1024;

    private byte[] kept = new byte[1024];
    private int length;
    private int lastSequence;
    private int lastTaken;
    private @Nullable BmcFailure end;

    /** How many of the packet's characters are taken, those of earlier copies of it included. */
    synchronized int take(int sequence, byte[] characters) {
        int known = sequence == lastSequence ? lastTaken : 0;
        int taken = Math.max(known, Math.min(characters.length, known + ROOM - length));
        append(characters, known, taken);
        lastSequence = sequence;
        lastTaken = taken;
        notifyAll();
        return taken;
    }

    private void append(byte[] characters, int from, int to) {
        if (from >= to) {
            return;
        }
        if (length + to - from > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, length + to - from));
        }
        System.arraycopy(characters, from, kept, length, to - from);
        length += to - from;
    }

    /** Nothing more comes. The first reason counts. */
    synchronized void end(BmcFailure reason) {
        if (end == null) {
            end = reason;
        }
        notifyAll();
    }

    synchronized @Nullable BmcFailure end() {
        return end;
    }

    /** All that is there, or what comes first within that time; throws the end once all is read. */
    synchronized byte[] read(Duration wait) throws InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); length == 0 && end == null && left > 0; left = until - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        if (length == 0 && end != null) {
            throw end;
        }
        byte[] read = Arrays.copyOf(kept, length);
        length = 0;
        return read;
    }
}
