package io.metalwright.boot.lease;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A lease as it stands in the journal: 1 mark, 1 state, the address, 6 holder, 8 milliseconds since 1970, and 4 of a sum by which a torn or blank record is
 * known.
 */
record LeaseRecord(Lease.State state, byte[] address, MacAddress holder, Instant until) {
    static final JournalForm<Lease> OF_IPV4 = new JournalForm<>() {
        @Override
        public int bytes() {
            return AROUND_ADDRESS + 4;
        }

        @Override
        public void write(Lease lease, ByteBuffer to) {
            var address = ByteBuffer.allocate(4).putInt(lease.address().bits());
            new LeaseRecord(lease.state(), address.array(), lease.holder(), lease.until()).write(to);
        }

        @Override
        public Optional<Lease> read(ByteBuffer from) {
            return LeaseRecord.read(from, 4)
                    .map(found -> new Lease(
                            Ipv4Address.ofBits(ByteBuffer.wrap(found.address()).getInt()),
                            found.holder(),
                            found.state(),
                            found.until()));
        }
    };

    static final JournalForm<Ipv6Lease> OF_IPV6 = new JournalForm<>() {
        @Override
        public int bytes() {
            return AROUND_ADDRESS + 16;
        }

        @Override
        public void write(Ipv6Lease lease, ByteBuffer to) {
            new LeaseRecord(lease.state(), lease.address().octets(), lease.holder(), lease.until()).write(to);
        }

        @Override
        public Optional<Ipv6Lease> read(ByteBuffer from) {
            return LeaseRecord.read(from, 16)
                    .map(found -> new Ipv6Lease(
                            Ipv6Address.ofOctets(found.address()), found.holder(), found.state(), found.until()));
        }
    };

    private static final int AROUND_ADDRESS = 20;
    private static final byte MARK = 'L';
    private static final Lease.State[] STATES = Lease.State.values();

    private void write(ByteBuffer to) {
        int start = to.position();
        to.put(MARK)
                .put((byte) state.ordinal())
                .put(address)
                .put(holder.octets())
                .putLong(until.toEpochMilli());
        to.putInt(sum(to, start));
    }

    private static Optional<LeaseRecord> read(ByteBuffer from, int addressLength) {
        int start = from.position();
        byte mark = from.get();
        int state = from.get();
        byte[] address = new byte[addressLength];
        from.get(address);
        byte[] holder = new byte[6];
        from.get(holder);
        long until = from.getLong();
        int sum = sum(from, start);
        boolean isWhole = from.getInt() == sum;
        if (!isWhole || mark != MARK || state < 0 || state >= STATES.length) {
            return Optional.empty();
        }
        return Optional.of(new LeaseRecord(STATES[state], address, MacAddress.of(holder), Instant.ofEpochMilli(until)));
    }

    /** Of what stands between a place and the buffer's position. */
    private static int sum(ByteBuffer bytes, int start) {
        var sum = new CRC32C();
        sum.update(bytes.slice(start, bytes.position() - start));
        return (int) sum.getValue();
    }
}
