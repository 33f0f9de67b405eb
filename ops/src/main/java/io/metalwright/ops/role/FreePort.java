package io.metalwright.ops.role;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks before the long start-up whether the API can have its port: its web server would say so late, and in two pages. */
final class FreePort {
    private FreePort() {}

    /** @throws IllegalStateException when it cannot be listened to there */
    static void require(String address, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "API and pages cannot listen on " + address + ":" + port + ": " + e.getMessage()
                            + ". Give another port by --port, or another address by --listen.",
                    e);
        }
    }
}
