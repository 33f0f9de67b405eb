package io.metalwright.activities.health;

import io.metalwright.activities.health.redfish.EventSubscribing;
import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcAnswers;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.Urgency;
import io.metalwright.activities.switching.BmcVisits;
import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.health.HealthRollup;
import io.metalwright.model.health.MachineHealth;
import io.metalwright.model.power.BmcTarget;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at one machine. Each question is a visit of its own, so that somebody more urgent comes in between. */
final class HealthVisit {
    private static final Logger LOG = LoggerFactory.getLogger(HealthVisit.class);

    private final BmcVisits visits;
    private final HealthBook book;
    private final EventSubscribing subscribing;

    HealthVisit(BmcVisits visits, HealthBook book, EventSubscribing subscribing) {
        this.visits = visits;
        this.book = book;
        this.subscribing = subscribing;
    }

    void look(BmcTarget bmc) {
        var known = book.known(bmc.machine());
        var mark = book.eventLogMark(bmc.machine()).orElse(null);
        try {
            var chassis = visits.visit(bmc, Urgency.POLL, Bmc::chassis);
            List<Sensor> sensors = ifSpoken(bmc, Bmc::sensors, List.of());
            var log = ifSpoken(bmc, open -> unlessKept(open, mark), new Log(List.of(), mark));
            book.record(
                    bmc.machine(), known, HealthRollup.of(chassis, sensors, Instant.now()), log.events(), log.mark());
            subscribing.look(bmc);
        } catch (BmcFailure.Refused e) {
            // It is busy, or somebody else reads the same: what is known stays known until the next look.
            if (BmcVisits.mayPass(e)) {
                LOG.debug("look after {}: {}", bmc.machine(), e.getMessage());
            } else {
                book.record(bmc.machine(), known, inVain(known, e), List.of(), mark);
            }
        } catch (BmcFailure e) {
            book.record(bmc.machine(), known, inVain(known, e), List.of(), mark);
        }
    }

    /** @param mark what the log's mark was before it was read, so that what comes meanwhile is read the next time */
    private record Log(List<BmcEvent> events, @Nullable String mark) {}

    private static Log unlessKept(Bmc bmc, @Nullable String kept) {
        var mark = bmc.eventsMark().orElse(null);
        return mark != null && mark.equals(kept)
                ? new Log(List.of(), mark)
                : new Log(BmcAnswers.newestEvents(bmc).events(), mark);
    }

    /** BMCs without an event log or sensors refuse, and so do protocols that we do not know how to ask by. */
    private <T> T ifSpoken(BmcTarget bmc, Function<Bmc, T> question, T otherwise) {
        try {
            return visits.visit(bmc, Urgency.POLL, question);
        } catch (BmcFailure.Refused e) {
            if (BmcVisits.mayPass(e)) {
                throw e;
            }
            return otherwise;
        }
    }

    private static MachineHealth inVain(MachineHealth known, BmcFailure failure) {
        boolean silent = failure instanceof BmcFailure.Unreachable;
        return known.askedInVain(Instant.now(), silent, String.valueOf(failure.getMessage()));
    }
}
