package io.metalwright.activities.shell;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries TCP connections to a port. Those that there are when it is cut stay open at both ends, and nothing arrives any more. */
final class Wire implements AutoCloseable {
    private final ServerSocket near = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final int far;
    private final AtomicInteger cuts = new AtomicInteger();

    Wire(int far) throws IOException {
        this.far = far;
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return near.getLocalPort();
    }

    void cut() {
        cuts.incrementAndGet();
    }

    private void accept() {
        try {
            while (true) {
                var one = near.accept();
                var other = new Socket(InetAddress.getLoopbackAddress(), far);
                int before = cuts.get();
                Thread.startVirtualThread(() -> carry(one, other, before));
                Thread.startVirtualThread(() -> carry(other, one, before));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void carry(Socket from, Socket to, int before) {
        try {
            var buffer = new byte[8192];
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (cuts.get() == before) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
            if (cuts.get() == before) {
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
