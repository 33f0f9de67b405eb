package io.metalwright.activities.health.trap;

import io.metalwright.activities.health.HealthBook;
import io.metalwright.activities.health.SenderBudget;
import io.metalwright.activities.power.ipmi.TrapReading;
import io.metalwright.activities.power.ipmi.wire.MalformedMessage;
import io.metalwright.activities.power.ipmi.wire.PlatformEventTrap;
import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.health.EventSource;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes platform event traps from the BMCs of a site. Anybody can send a datagram in a BMC's name: a trap is kept as what was told, it hastens the next
 * look at the machine, and changes nothing else; each sender has a budget.
 */
public final class TrapDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrapDoor.class);
    private static final int LONGEST = 2048;

    private final Map<Outcome, LongAdder> counts = new ConcurrentHashMap<>();
    private final SenderBudget budget = new SenderBudget(30, Duration.ofSeconds(2));
    private final DatagramSocket socket;
    private final SiteName site;
    private final HealthBook book;

    public enum Outcome {
        KEPT,
        /** Sent again, as BMCs do that hear no answer. */
        REPEATED,
        /** From where no BMC of a machine of the site is. */
        STRANGER,
        /** A trap, and none of a platform event. */
        OTHER,
        MALFORMED,
        TOO_MANY,
        /** Our own trouble. */
        LOST
    }

    private TrapDoor(DatagramSocket socket, SiteName site, HealthBook book) {
        this.socket = socket;
        this.site = site;
        this.book = book;
    }

    public static TrapDoor open(InetSocketAddress where, SiteName site, HealthBook book) throws IOException {
        var door = new TrapDoor(new DatagramSocket(where), site, book);
        Thread.ofVirtual().name("traps").start(door::listen);
        return door;
    }

    public int port() {
        return socket.getLocalPort();
    }

    public long count(Outcome outcome) {
        var count = counts.get(outcome);
        return count == null ? 0 : count.sum();
    }

    private void listen() {
        var packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LONGEST);
                socket.receive(packet);
                var outcome = take(packet.getAddress(), Arrays.copyOf(packet.getData(), packet.getLength()));
                counts.computeIfAbsent(outcome, unknown -> new LongAdder()).increment();
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.warn("receive traps: {}", e.getMessage());
                }
            }
        }
    }

    private Outcome take(InetAddress sender, byte[] datagram) {
        if (!budget.allows(sender)) {
            return Outcome.TOO_MANY;
        }
        BmcEvent event;
        try {
            var trap = SnmpTrap.decode(datagram);
            var value = trap.value(PlatformEventTrap.VARIABLE);
            if (!trap.enterprise().equals(PlatformEventTrap.ENTERPRISE) || value.isEmpty()) {
                return Outcome.OTHER;
            }
            event = TrapReading.words(trap.specific(), value.get());
        } catch (MalformedTrap | MalformedMessage e) {
            LOG.debug("a trap from {}: {}", sender.getHostAddress(), e.getMessage());
            return Outcome.MALFORMED;
        }
        try {
            return switch (book.told(site, sender.getHostAddress(), EventSource.TRAP, event)) {
                case KEPT -> Outcome.KEPT;
                case KNOWN -> Outcome.REPEATED;
                case NOBODY -> Outcome.STRANGER;
            };
        } catch (RuntimeException e) {
            LOG.warn("keep a trap from {}: {}", sender.getHostAddress(), e.getMessage());
            return Outcome.LOST;
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
