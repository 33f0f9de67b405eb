package io.metalwright.ops.bmc;

import io.metalwright.model.bmc.BmcRequest;
import io.metalwright.model.bmc.FirmwareImage;
import io.metalwright.model.power.PowerCommand;
import tools.jackson.databind.JsonNode;

/** A way to a BMC. Answers are those of the API, whichever way they came. */
public sealed interface BmcDoor extends AutoCloseable permits ApiDoor, DirectDoor {
    /** The part of the report that was asked for; several of something are below {@code items}. */
    JsonNode ask(BmcRequest request);

    /** Has the power switched, and waits until it is seen to be so. */
    void switchPower(PowerCommand command);

    /**
     * Has firmware updated, and waits until a version reads otherwise.
     *
     * @return what was seen, as {@code outcome}
     * @throws IllegalStateException with what the BMC says, where none did
     */
    JsonNode updateFirmware(FirmwareImage image);

    @Override
    void close();
}
