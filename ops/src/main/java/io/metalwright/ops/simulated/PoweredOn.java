package io.metalwright.ops.simulated;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that runs from one power-on to the next power-off, and ends with it at once. */
final class PoweredOn implements AutoCloseable {
    /** What is started by a machine that has lost its power meanwhile. */
    static final class PowerLost extends RuntimeException {
        private static final long serialVersionUID = 1;

        PowerLost() {
            super("the machine is off", null, false, false);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(PoweredOn.class);

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private boolean over;

    /** Takes charge of something that was started; what comes too late is ended here. */
    <T extends AutoCloseable> T runs(T started) {
        synchronized (this) {
            if (!over) {
                running.push(started);
                return started;
            }
        }
        end(started);
        throw new PowerLost();
    }

    @Override
    public void close() {
        Deque<AutoCloseable> ended;
        synchronized (this) {
            over = true;
            ended = new ArrayDeque<>(running);
            running.clear();
        }
        ended.forEach(PoweredOn::end);
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.debug("end a part of a simulated machine", e);
        }
    }
}
