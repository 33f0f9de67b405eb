package io.metalwright.boot.lease;

import java.nio.ByteBuffer;
import java.util.Optional;

/** How leases of one kind stand in a {@link LeaseJournal}: each in as many bytes as the others. */
interface JournalForm<L> {
    int bytes();

    void write(L lease, ByteBuffer to);

    /** Empty where no whole record stands. */
    Optional<L> read(ByteBuffer from);
}
