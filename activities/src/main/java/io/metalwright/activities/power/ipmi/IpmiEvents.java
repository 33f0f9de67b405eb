package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.session.Session;
import io.metalwright.activities.power.ipmi.wire.ClearSel;
import io.metalwright.activities.power.ipmi.wire.CompletionCode;
import io.metalwright.activities.power.ipmi.wire.GetSelEntry;
import io.metalwright.activities.power.ipmi.wire.GetSelInfo;
import io.metalwright.activities.power.ipmi.wire.GetSelTime;
import io.metalwright.activities.power.ipmi.wire.ReserveSel;
import io.metalwright.activities.power.ipmi.wire.SdrRecord;
import io.metalwright.activities.power.ipmi.wire.SelEntry;
import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.bmc.BmcEventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The system event log of a BMC. */
final class IpmiEvents {
    private static final long NO_TIME = 0xFFFFFFFFL;
    private static final int FREE_UNKNOWN = 0xFFFF;
    private static final Duration CLEARING = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int LOST_RESERVATIONS = 5;

    private final Session session;

    IpmiEvents(Session session) {
        this.session = session;
    }

    /** @param records for the sensors' names, asked for only where there are events */
    BmcEventLog read(Supplier<List<SdrRecord>> records) {
        GetSelInfo.Answer info = session.run(new GetSelInfo());
        List<SelEntry> entries = new ArrayList<>();
        if (info.entries() > 0) {
            new RecordReader(session, GetSelEntry::new, new ReserveSel(), SelEntry.LENGTH, header -> SelEntry.LENGTH)
                    .all(octets -> entries.add(SelEntry.decode(octets.toArray())));
        }
        EventReading reading = entries.isEmpty() ? new EventReading(List.of()) : new EventReading(records.get());
        List<BmcEvent> events = entries.stream().map(reading::words).toList();
        return new BmcEventLog(info.free() == FREE_UNKNOWN ? null : info.free(), info.overflow(), clock(), events);
    }

    /** Nothing where the BMC has no clock: two events of the same moment would look like one. */
    Optional<String> mark() {
        GetSelInfo.Answer info = session.run(new GetSelInfo());
        return info.added() == NO_TIME && info.entries() > 0
                ? Optional.empty()
                : Optional.of(info.entries() + "/" + info.added() + "/" + info.erased() + "/" + info.free());
    }

    private @Nullable Instant clock() {
        try {
            return EventReading.time(session.run(new GetSelTime()));
        } catch (BmcFailure.Refused e) {
            return null;
        }
    }

    /** An event that comes meanwhile takes our reservation away, and we begin anew. */
    void clear() {
        // A BMC without reservations takes number 0 (section 31.4).
        boolean reservable = session.run(new GetSelInfo()).reservable();
        for (int lost = 0; ; lost++) {
            int reservation = reservable ? session.run(new ReserveSel()) : 0;
            try {
                if (session.run(new ClearSel(reservation, true)) == ClearSel.Progress.UNDER_WAY) {
                    awaitErasure(reservation);
                }
                return;
            } catch (BmcFailure.Refused e) {
                if (e.code() != CompletionCode.RESERVATION_CANCELLED.value() || lost == LOST_RESERVATIONS) {
                    throw e;
                }
            }
        }
    }

    private void awaitErasure(int reservation) {
        long deadline = System.nanoTime() + CLEARING.toNanos();
        while (session.run(new ClearSel(reservation, false)) == ClearSel.Progress.UNDER_WAY) {
            if (System.nanoTime() > deadline) {
                throw new BmcFailure.Unreachable("Clear SEL of BMC " + session.address() + ": still under way after "
                        + CLEARING.toSeconds() + " s. Look again later.");
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BmcFailure.Unreachable("Clear SEL of BMC " + session.address() + ": interrupted.", e);
            }
        }
    }
}
