package io.metalwright.activities.console;

import io.metalwright.activities.switching.BmcVisits;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.Consoles;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings serial lines to whoever shows them. The way is opened from here: nobody needs to reach a site's worker, and no password leaves it. */
public final class HeldConsoles implements Consoles {
    private static final Logger LOG = LoggerFactory.getLogger(HeldConsoles.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final BmcVisits visits;
    private final MachineSecrets secrets;
    private final Doors doors;

    public HeldConsoles(BmcVisits visits, MachineSecrets secrets, Doors doors) {
        this.visits = visits;
        this.secrets = secrets;
        this.doors = doors;
    }

    @Override
    public void hold(BmcTarget bmc) {
        var target = overIpmi(bmc);
        var outbox = new Outbox();
        var told = new Told(outbox);
        var mask = new SecretMask();
        var known = new KnownSecrets(secrets, bmc.machine(), mask);
        known.look();
        try (var line = new HeldLine(() -> visits.loginApart(target), mask, told)) {
            line.start();
            deliver(bmc, outbox, told, known, new Wishes(line));
        } catch (InterruptedException e) {
            // Cancelled, or the worker stops: another one goes on.
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the worker stops", e);
        }
    }

    /** BMCs that are asked by Redfish have serial over LAN too, for the same users. */
    private static BmcTarget overIpmi(BmcTarget bmc) {
        return bmc.protocol() == BmcProtocol.IPMI
                ? bmc
                : new BmcTarget(
                        bmc.machine(),
                        BmcProtocol.IPMI,
                        bmc.address(),
                        BmcProtocol.IPMI.port(),
                        bmc.user(),
                        bmc.password());
    }

    /** Returns when nobody wants the console any more. */
    private void deliver(BmcTarget bmc, Outbox outbox, Told told, KnownSecrets known, DoorSocket.Ear ear)
            throws InterruptedException {
        DoorSocket socket = null;
        String door = "";
        long looked = 0;
        try {
            while (true) {
                if (socket == null || socket.isClosed() || System.nanoTime() - looked > LOOK.toNanos()) {
                    looked = System.nanoTime();
                    known.look();
                    var wanted = doors.wanted(bmc.machine());
                    if (wanted.isEmpty()) {
                        return;
                    }
                    if (socket == null || socket.isClosed() || !door.equals(wanted.get())) {
                        close(socket);
                        door = wanted.get();
                        socket = enter(bmc, door, ear).orElse(null);
                        told.lastState().ifPresent(outbox::putBack);
                    }
                }
                if (socket == null) {
                    Thread.sleep(POLL);
                } else {
                    deliver(socket, outbox);
                }
            }
        } finally {
            close(socket);
        }
    }

    private Optional<DoorSocket> enter(BmcTarget bmc, String door, DoorSocket.Ear ear) throws InterruptedException {
        try {
            return Optional.of(DoorSocket.open(http, doors.enter(bmc.machine(), door), ear));
        } catch (IOException e) {
            LOG.debug("bring the console of {} to {}: {}", bmc.machine(), door, e.getMessage());
            return Optional.empty();
        }
    }

    private static void deliver(DoorSocket socket, Outbox outbox) throws InterruptedException {
        var message = outbox.take(POLL);
        if (message.isPresent()) {
            try {
                socket.send(message.get());
            } catch (IOException e) {
                outbox.putBack(message.get());
                socket.close();
            }
        }
    }

    private static void close(@Nullable DoorSocket socket) {
        if (socket != null) {
            socket.close();
        }
    }
}
