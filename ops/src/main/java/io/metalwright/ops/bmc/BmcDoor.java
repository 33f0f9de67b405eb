package io.metalwright.ops.bmc;

import io.metalwright.model.bmc.BmcRequest;
import io.metalwright.model.power.PowerCommand;
import tools.jackson.databind.JsonNode;

/** A way to a BMC. Answers are those of the API, whichever way they came. */
public sealed interface BmcDoor extends AutoCloseable permits ApiDoor, DirectDoor {
    /** The part of the report that was asked for; several of something are below {@code items}. */
    JsonNode ask(BmcRequest request);

    /** Has the power switched, and waits until it is seen to be so. */
    void switchPower(PowerCommand command);

    @Override
    void close();
}
