package io.metalwright.ops.simulated.net;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.apache.sshd.common.util.threads.ThreadUtils;
import org.apache.sshd.server.SshServer;

/** The threads that all SSH servers of a fleet share: a server of its own for each machine then costs a listening socket. */
public final class SshPool implements AutoCloseable {
    private static final int THREADS = 8;

    private final CloseableExecutorService io = ThreadUtils.newFixedThreadPool("simulated-ssh", THREADS);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("simulated-ssh-timer").factory());

    SshServer newServer() {
        var server = SshServer.setUpDefaultServer();
        server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory(() -> ThreadUtils.noClose(io)));
        server.setScheduledExecutorService(timer, false);
        return server;
    }

    @Override
    public void close() {
        io.close(true);
        timer.shutdownNow();
    }
}
