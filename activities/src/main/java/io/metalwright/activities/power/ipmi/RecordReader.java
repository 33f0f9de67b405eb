package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.session.CommandChannel;
import io.metalwright.activities.power.ipmi.wire.CompletionCode;
import io.metalwright.activities.power.ipmi.wire.IpmiCommand;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.RecordPart;
import java.io.ByteArrayOutputStream;
import java.util.function.ToIntFunction;

/**
 * Reads records one by one, whole where the BMC gives them whole, else in parts under a reservation (IPMI 2.0 sections 31.5, 33.12, 35.3). A lost
 * reservation is made anew, and its record read from the beginning.
 */
final class RecordReader {
    private static final int FIRST = 0x0000;
    private static final int LAST = 0xFFFF;
    private static final int WHOLE = 0xFF;
    /** So much every BMC's buffer takes; the smallest that is tried before giving up. */
    private static final int LARGEST_PART = 32;

    private static final int SMALLEST_PART = 4;
    /** As many as the two octets of a record's id can tell apart. */
    private static final int MOST_RECORDS = 0xFFFF;

    private static final int LOST_RESERVATIONS = 8;

    /** Which command asks for a part of a record. */
    @FunctionalInterface
    interface PartCommand {
        IpmiCommand<RecordPart> of(int reservation, int record, int offset, int count);
    }

    /** What is done with each record. */
    @FunctionalInterface
    interface Visitor {
        void visit(Octets record);
    }

    private final CommandChannel channel;
    private final PartCommand command;
    private final IpmiCommand<Integer> reserve;
    private final int headerLength;
    private final ToIntFunction<Octets> length;
    private int part = WHOLE;
    private int reservation;

    /**
     * @param headerLength octets that tell a record's length
     * @param length of a record, from its header
     */
    RecordReader(
            CommandChannel channel,
            PartCommand command,
            IpmiCommand<Integer> reserve,
            int headerLength,
            ToIntFunction<Octets> length) {
        this.channel = channel;
        this.command = command;
        this.reserve = reserve;
        this.headerLength = headerLength;
        this.length = length;
    }

    /** All records in the BMC's order. */
    void all(Visitor visitor) {
        int next = FIRST;
        for (int i = 0; i < MOST_RECORDS && next != LAST; i++) {
            RecordPart record = record(next);
            visitor.visit(record.octets());
            if (record.next() == next || record.next() == FIRST) {
                throw new BmcFailure.Nonsense("Read records of BMC " + channel.address() + ": after record " + next
                        + " comes record " + record.next() + ". Look for newer firmware of the BMC.");
            }
            next = record.next();
        }
    }

    private RecordPart record(int id) {
        for (int lost = 0; ; lost++) {
            try {
                return readWhole(id);
            } catch (BmcFailure.Refused e) {
                if (e.code() != CompletionCode.RESERVATION_CANCELLED.value() || lost == LOST_RESERVATIONS) {
                    throw e;
                }
                reservation = channel.run(reserve);
            }
        }
    }

    private RecordPart readWhole(int id) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        int wanted = headerLength;
        int next = LAST;
        while (read.size() < wanted) {
            RecordPart got = part(id, read.size(), wanted - read.size());
            next = got.next();
            if (got.octets().length() == 0) {
                throw new BmcFailure.Nonsense("Read record " + id + " of BMC " + channel.address() + ": it ends after "
                        + read.size() + " of " + wanted + " octets. Look for newer firmware of the BMC.");
            }
            read.writeBytes(got.octets().toArray());
            if (read.size() >= headerLength) {
                wanted = length.applyAsInt(Octets.of(read.toByteArray()));
            }
        }
        return new RecordPart(next, Octets.of(read.toByteArray()).slice(0, wanted));
    }

    private RecordPart part(int id, int offset, int missing) {
        while (true) {
            boolean whole = part == WHOLE && offset == 0;
            if (!whole && reservation == 0) {
                reservation = channel.run(reserve);
            }
            int count = whole ? WHOLE : Math.min(missing, Math.min(part, LARGEST_PART));
            try {
                return channel.run(command.of(reservation, id, offset, count));
            } catch (BmcFailure.Refused e) {
                if (!isTooMuch(e.code()) || !shrink(count)) {
                    throw e;
                }
            }
        }
    }

    /** 0xCA is the specification's; 0xFF and 0xC8 are what BMCs were seen to say instead. */
    static boolean isTooMuch(int code) {
        return code == CompletionCode.CANNOT_RETURN_SO_MANY.value()
                || code == CompletionCode.REQUEST_TOO_LONG.value()
                || code == CompletionCode.REQUEST_LENGTH_INVALID.value()
                || code == 0xFF;
    }

    /** Whether less can be asked for than was. */
    private boolean shrink(int asked) {
        int smaller = asked == WHOLE ? LARGEST_PART : asked / 2;
        if (smaller < SMALLEST_PART) {
            return false;
        }
        part = smaller;
        return true;
    }
}
