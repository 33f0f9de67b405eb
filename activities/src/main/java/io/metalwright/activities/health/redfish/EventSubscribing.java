package io.metalwright.activities.health.redfish;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.TellsEvents;
import io.metalwright.activities.power.Urgency;
import io.metalwright.activities.switching.BmcVisits;
import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.health.EventSubscription;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the Redfish BMCs of a site send their events to one of its doors: one subscription of ours at each, made anew where the BMC lost it, and taken
 * back when the machine goes or no worker takes events any more.
 */
public final class EventSubscribing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventSubscribing.class);

    /** So long a worker may be away before others take its subscriptions over, or take them back. */
    private static final Duration OPEN_FOR = Duration.ofMinutes(15);

    private static final Duration ROUND = Duration.ofSeconds(30);
    /** So long it is tried to end a subscription at a BMC that does not answer, or lets us in no more. */
    private static final Duration ENDING = Duration.ofHours(24);

    private final SiteName site;
    private final @Nullable EventPlace place;
    private final EventPaths paths;
    private final BmcVisits visits;
    private final SubscriptionBook book;
    private final Thread rounds;

    private EventSubscribing(
            SiteName site,
            @Nullable EventPlace place,
            EventPaths paths,
            BmcVisits visits,
            SubscriptionBook book,
            Duration round) {
        this.site = site;
        this.place = place;
        this.paths = paths;
        this.visits = visits;
        this.book = book;
        this.rounds = Thread.ofVirtual().name("redfish-subscriptions").unstarted(() -> goRound(round));
    }

    /** @param place where this worker takes events; null where it does not, and takes back what nobody takes */
    public static EventSubscribing start(
            SiteName site, @Nullable EventPlace place, EventPaths paths, BmcVisits visits, SubscriptionBook book) {
        return start(site, place, paths, visits, book, ROUND);
    }

    static EventSubscribing start(
            SiteName site,
            @Nullable EventPlace place,
            EventPaths paths,
            BmcVisits visits,
            SubscriptionBook book,
            Duration round) {
        var subscribing = new EventSubscribing(site, place, paths, visits, book, round);
        subscribing.rounds.start();
        return subscribing;
    }

    /** Looks whether the BMC sends its events where they are taken, and has it do so. Of a BMC that fails, the next look learns more. */
    public void look(BmcTarget bmc) {
        if (bmc.protocol() != BmcProtocol.REDFISH) {
            return;
        }
        try {
            if (place == null) {
                endIfNobodyTakes(bmc);
            } else {
                keep(bmc, place);
            }
        } catch (BmcFailure | IOException e) {
            LOG.debug("subscribe to the events of {}: {}", bmc.machine(), e.getMessage());
        }
    }

    private void keep(BmcTarget bmc, EventPlace here) throws IOException {
        var destination = here.toldTo(bmc.address());
        var known = book.find(bmc);
        if (known.isPresent() && stands(bmc, known.get(), here, destination)) {
            return;
        }
        try {
            var link = visit(
                    bmc, events -> events.subscribe(destination + paths.path(bmc.machine()), context(bmc.machine())));
            book.record(site, new EventSubscription(bmc, link, destination, here.door(), Instant.now(), null));
            LOG.info("the BMC of {} sends its events to {}", bmc.machine(), destination);
        } catch (BmcFailure.Refused e) {
            var why = String.valueOf(e.getMessage());
            if (known.isEmpty() || !why.equals(known.get().trouble())) {
                book.record(site, new EventSubscription(bmc, null, destination, here.door(), Instant.now(), why));
                LOG.info("the BMC of {} sends no events: {}", bmc.machine(), why);
            }
        }
    }

    /** Whether there is nothing to do: it sends to us, or to another worker that takes events. */
    private boolean stands(BmcTarget bmc, EventSubscription known, EventPlace here, String destination) {
        var link = known.link();
        if (link == null) {
            return false;
        }
        boolean ours = known.door().equals(here.door());
        return (ours ? known.destination().equals(destination) : book.isOpen(site, known.door()))
                && visit(bmc, events -> events.isSubscribed(link, known.destination() + paths.path(bmc.machine())));
    }

    private void endIfNobodyTakes(BmcTarget bmc) {
        var known = book.find(bmc);
        if (known.isPresent() && !book.isOpen(site, known.get().door())) {
            end(bmc);
        }
    }

    private void end(BmcTarget bmc) {
        visit(bmc, events -> {
            events.unsubscribe(context(bmc.machine()));
            return true;
        });
        book.forget(bmc);
        LOG.info("the BMC of {} sends its events no more", bmc.machine());
    }

    private <T> T visit(BmcTarget bmc, Function<TellsEvents, T> work) {
        return visits.visit(bmc, Urgency.POLL, (Bmc open) -> work.apply((TellsEvents) open));
    }

    /** By which our subscription is known on the BMC, also to the people who look there. */
    private static String context(MachineId machine) {
        return "Metalwright " + machine;
    }

    private void goRound(Duration round) {
        try {
            while (true) {
                try {
                    if (place != null) {
                        book.open(site, place.door(), Instant.now().plus(OPEN_FOR));
                    }
                    book.ending(site).forEach(this::end);
                } catch (RuntimeException e) {
                    LOG.warn("look after the subscriptions to events at {}: {}", site, e.getMessage());
                }
                Thread.sleep(round);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void end(SubscriptionBook.Ending ending) {
        var bmc = ending.subscription().bmc();
        if (ending.subscription().link() == null) {
            book.forget(bmc);
            return;
        }
        try {
            end(bmc);
        } catch (RuntimeException e) {
            if (ending.since().plus(ENDING).isBefore(Instant.now())) {
                book.forget(bmc);
                LOG.warn(
                        "the BMC {} of {}, which is gone, still sends events to {}: remove the subscription there. {}",
                        bmc.address(),
                        bmc.machine(),
                        ending.subscription().destination(),
                        e.getMessage());
            } else {
                LOG.debug("end the subscription to the events of {}: {}", bmc.machine(), e.getMessage());
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        rounds.interrupt();
        // What it uses is closed next.
        rounds.join(Duration.ofSeconds(5));
    }
}
