package io.metalwright.activities.health;

import io.metalwright.model.MachineId;
import io.metalwright.model.SiteName;
import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.health.EventSource;
import io.metalwright.model.health.MachineHealth;
import io.metalwright.model.power.BmcTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose turn it is to be looked after, and what was found. */
public interface HealthBook {
    /** BMCs that are to be asked now. Of several who claim at once each goes to one, and comes back after the interval, whatever becomes of who has it. */
    List<BmcTarget> claim(SiteName site, Duration interval, int most);

    MachineHealth known(MachineId machine);

    /** What the mark of the machine's event log was when its events were last kept. */
    Optional<String> eventLogMark(MachineId machine);

    /** What became of an event that somebody sent. */
    enum Told {
        KEPT,
        /** It came before. */
        KNOWN,
        /** No machine of the site has its BMC there. */
        NOBODY
    }

    /**
     * An event that came from a BMC's address. The machine's turn comes soon, and not sooner than its BMC bears: what that answers counts for more
     * than what somebody sent.
     */
    Told told(SiteName site, String address, EventSource source, BmcEvent event);

    /** An event of which is known whose it is, if that is a machine of the site. */
    Told told(SiteName site, MachineId machine, EventSource source, BmcEvent event);

    /**
     * In place of what was known; events are kept once each.
     *
     * @param before what was known when the look began
     * @param events of the log, oldest first
     * @param mark of the log that they are of
     */
    void record(
            MachineId machine,
            MachineHealth before,
            MachineHealth health,
            List<BmcEvent> events,
            @Nullable String mark);
}
