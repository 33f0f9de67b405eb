package io.metalwright.ops.bench;

import com.sun.management.OperatingSystemMXBean;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.IpmiLogin;
import io.metalwright.activities.power.ipmi.session.Patience;
import io.metalwright.model.network.Ipv4Address;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads the power of many BMCs through the broker, as a site worker does, in rounds: the first logs in, the later ones find their sessions kept. Prints
 * a line of JSON a round. Arguments: how many, the first address, the UDP port, rounds, user and password of the simulated BMCs.
 */
final class BmcPoll {
    /** More in the air at once gain nothing on one core and cost the sockets' buffers. */
    private static final int AT_ONCE = 256;

    private BmcPoll() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        int first = Ipv4Address.of(arguments[1]).bits();
        int port = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        BmcCredential credential = BmcCredential.of(arguments[4], arguments[5]);
        List<BmcAddress> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses.add(new BmcAddress(Ipv4Address.ofBits(first + i).toString(), port));
        }
        try (IpmiLogin login = IpmiLogin.open(Patience.DEFAULT)) {
            BmcBroker broker = new BmcBroker(login, Duration.ofMinutes(10));
            long before = heap();
            for (int round = 0; round < rounds; round++) {
                long began = System.nanoTime();
                long cpu = cpu();
                int answered = round(broker, addresses, credential);
                double seconds = (System.nanoTime() - began) / 1e9;
                double busy = (cpu() - cpu) / 1e9;
                System.out.printf(
                        "{\"round\":%d,\"asked\":%d,\"answered\":%d,\"seconds\":%.3f,\"cpuSeconds\":%.3f,\"heapBytesPerBmc\":%d}%n",
                        round, count, answered, seconds, busy, (heap() - before) / count);
            }
            broker.close();
        }
    }

    private static int round(BmcBroker broker, List<BmcAddress> addresses, BmcCredential credential)
            throws InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        Semaphore places = new Semaphore(AT_ONCE);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (BmcAddress address : addresses) {
                places.acquire();
                callers.submit(() -> {
                    try {
                        broker.with(address, credential, Bmc::powerState);
                        answered.incrementAndGet();
                    } catch (BmcFailure e) {
                        System.err.println(e.getMessage());
                    } finally {
                        places.release();
                    }
                });
            }
        }
        return answered.get();
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** What is alive, after all else is thrown away. */
    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
