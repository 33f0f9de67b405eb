package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.ipmi.wire.IpmiCommand;

/** Where commands are answered. */
public interface CommandChannel {
    BmcAddress address();

    /** @throws io.metalwright.activities.power.BmcFailure if there was no answer, a refusal, or an answer that cannot be read */
    <A> A run(IpmiCommand<A> command);
}
