package io.metalwright.boot.segment;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The thread of a listener that receives by calls into the C library, which would hold a virtual thread's carrier for as long as they block. */
public final class ListenerThread {
    private final Thread thread;
    private volatile boolean closed;

    private ListenerThread(String name, Consumer<BooleanSupplier> receive) {
        thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> receive.accept(() -> !closed));
    }

    /** @param receive goes on for as long as what it is given says so, and then lets go of its socket */
    public static ListenerThread start(String name, Consumer<BooleanSupplier> receive) {
        var started = new ListenerThread(name, receive);
        started.thread.start();
        return started;
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Waits until the listener has let go of its socket, so that its descriptor is not another file's by then. */
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
