package io.metalwright.activities.shell;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Carries TCP connections to a port until it is cut: then both ends stay open, and nothing arrives any more. */
final class Wire implements AutoCloseable {
    private final ServerSocket near = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final int far;
    private volatile boolean cut;

    Wire(int far) throws IOException {
        this.far = far;
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return near.getLocalPort();
    }

    void cut() {
        cut = true;
    }

    private void accept() {
        try {
            while (true) {
                var one = near.accept();
                var other = new Socket(InetAddress.getLoopbackAddress(), far);
                Thread.startVirtualThread(() -> carry(one, other));
                Thread.startVirtualThread(() -> carry(other, one));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            var buffer = new byte[8192];
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (!cut) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
            if (!cut) {
                to.close();
            }
        } catch (IOException e) {
            // One end is gone.
        }
    }

    @Override
    public void close() throws IOException {
        near.close();
    }
}
