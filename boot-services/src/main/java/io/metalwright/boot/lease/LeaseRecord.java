package io.metalwright.boot.lease;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A lease as it stands in the journal: state, address, holder, end, and a sum by which a torn or blank record is known. */
final class LeaseRecord {
    /** Of each record: 1 mark, 1 state, 4 address, 6 holder, 8 milliseconds since 1970, 4 sum. */
    static final int BYTES = 24;

    private static final byte MARK = 'L';
    private static final int SUMMED = BYTES - 4;
    private static final Lease.State[] STATES = Lease.State.values();

    private LeaseRecord() {}

    static void write(Lease lease, ByteBuffer to) {
        int start = to.position();
        to.put(MARK)
                .put((byte) lease.state().ordinal())
                .putInt(lease.address().bits())
                .put(lease.holder().octets())
                .putLong(lease.until().toEpochMilli());
        to.putInt(sum(to, start));
    }

    /** Empty where no whole record stands. */
    static Optional<Lease> read(ByteBuffer from) {
        int start = from.position();
        byte mark = from.get();
        int state = from.get();
        int address = from.getInt();
        byte[] holder = new byte[6];
        from.get(holder);
        long until = from.getLong();
        boolean isWhole = from.getInt() == sum(from, start);
        if (!isWhole || mark != MARK || state < 0 || state >= STATES.length) {
            return Optional.empty();
        }
        return Optional.of(new Lease(
                Ipv4Address.ofBits(address), MacAddress.of(holder), STATES[state], Instant.ofEpochMilli(until)));
    }

    private static int sum(ByteBuffer bytes, int start) {
        var sum = new CRC32C();
        sum.update(bytes.slice(start, SUMMED));
        return (int) sum.getValue();
    }
}
