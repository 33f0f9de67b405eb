package io.metalwright.boot.dhcp.net;

import io.metalwright.boot.dhcp.DhcpResponder.Probe;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an address whether somebody is there, by an ICMP echo request; who keeps silent about that answers at least ARP, which the kernel
 * had to ask before it could send.
 */
public final class AddressProbe implements Probe, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AddressProbe.class);
    private static final int WAIT_MILLIS = 400;
    private static final int AT_ONCE = 32;
    private static final int WAITING = 1000;
    private static final Path ARP = Path.of("/proc/net/arp");
    /** ATF_COM of if_arp.h: the entry has an answer. */
    private static final int COMPLETE = 2;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("address-probe-", 0).factory());

    public AddressProbe() {
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean ask(Ipv4Address address, Consumer<Boolean> answered) {
        try {
            threads.execute(() -> answered.accept(isTaken(address)));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static boolean isTaken(Ipv4Address address) {
        try {
            return InetAddress.getByName(address.value()).isReachable(WAIT_MILLIS) || answersArp(address);
        } catch (IOException | RuntimeException e) {
            // Whoever asked waits for an answer.
            LOG.debug("probe {}", address, e);
            return false;
        }
    }

    private static boolean answersArp(Ipv4Address address) throws IOException {
        for (var line : Files.readAllLines(ARP)) {
            var words = line.strip().split("\\s+", -1);
            if (words.length > 3 && words[0].equals(address.value())) {
                return (Integer.decode(words[2]) & COMPLETE) != 0;
            }
        }
        return false;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
