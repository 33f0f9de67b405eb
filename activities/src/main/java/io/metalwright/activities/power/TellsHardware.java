package io.metalwright.activities.power;

import io.metalwright.model.hardware.OutOfBandReport;

/** A BMC that knows what its machine is made of. */
public interface TellsHardware {
    /** Asks for everything; dozens of requests. What cannot be read is a gap of the report, and no failure. */
    OutOfBandReport hardware();
}
