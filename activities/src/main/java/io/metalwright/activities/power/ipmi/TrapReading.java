package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.ipmi.wire.MalformedMessage;
import io.metalwright.activities.power.ipmi.wire.PlatformEventTrap;
import io.metalwright.model.bmc.BmcEvent;
import java.util.List;

/** Platform event traps in the words of the event log. Sensors are told by number: a trap does not say how they are called. */
public final class TrapReading {
    private static final EventReading WORDS = new EventReading(List.of());

    private TrapReading() {}

    /**
     * @param specific the trap's number
     * @param value of its variable
     * @throws MalformedMessage for what is no platform event
     */
    public static BmcEvent words(long specific, byte[] value) {
        var trap = PlatformEventTrap.decode(specific, value);
        var told = WORDS.words(trap.entry(specific));
        return new BmcEvent(
                "pet-" + trap.sequence() + "-" + Long.toHexString(specific),
                told.time(),
                told.sensor(),
                told.type(),
                told.words(),
                told.asserted(),
                told.severity(),
                told.detail());
    }
}
