package io.metalwright.boot.announce;

import io.metalwright.model.spec.RegisterSpec;

/** Who is told of a sign of life. */
public sealed interface Recipient {
    /** The run that awaits it. */
    record Run(String workflowId) implements Recipient {}

    /**
     * The registration of a stranger.
     *
     * @param starts whether this sign may start it; later ones of the same boot only add to it
     */
    record Discovery(RegisterSpec spec, boolean starts) implements Recipient {}

    /** The machine is known and nobody waits for it; or a stranger's segment registers nobody by itself. */
    record Nobody() implements Recipient {}
}
