package io.metalwright.ops.command;

import java.util.concurrent.CountDownLatch;

/** Keeps a process running until it is asked to end (SIGTERM, SIGINT), then closes what it runs. */
final class Serving {
    private Serving() {}

    static int untilStopped(AutoCloseable what) throws InterruptedException {
        closeAtEnd(what);
        new CountDownLatch(1).await();
        return 0;
    }

    static void closeAtEnd(AutoCloseable what) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                what.close();
                            } catch (Exception e) {
                                System.err.println("metalwright: stop: " + e.getMessage());
                            }
                        },
                        "stop"));
    }
}
