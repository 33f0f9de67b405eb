package io.metalwright.ops.command;

import io.metalwright.boot.announce.Courier;
import io.metalwright.boot.announce.Recipient;
import io.metalwright.model.boot.BootSign;

/** For boot services without a workflow engine: no run awaits a sign. */
record NobodyTold() implements Courier {
    @Override
    public Delivery deliver(BootSign sign, Recipient.Run run) {
        return Delivery.RUN_OVER;
    }

    @Override
    public Delivery deliver(BootSign sign, Recipient.Discovery discovery) {
        return Delivery.RUN_OVER;
    }
}
