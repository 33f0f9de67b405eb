package io.metalwright.boot.announce;

import io.metalwright.model.boot.BootSign;

/** Carries signs to the workflow engine. */
public interface Courier {
    /** Whether the sign need not be carried again. */
    enum Delivery {
        DELIVERED,
        /** The run is over; nobody will want it. */
        RUN_OVER
    }

    /** Throws when the engine is away or refuses for now: it will be tried again. */
    Delivery deliver(BootSign sign, Recipient.Run run);

    Delivery deliver(BootSign sign, Recipient.Discovery discovery);
}
