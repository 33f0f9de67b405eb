package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.session.CommandChannel;
import io.metalwright.activities.power.ipmi.wire.GetFruInventoryAreaInfo;
import io.metalwright.activities.power.ipmi.wire.GetSdr;
import io.metalwright.activities.power.ipmi.wire.IpmiCommand;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.ReadFruData;
import io.metalwright.activities.power.ipmi.wire.ReserveSdrRepository;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/** A BMC that gives few octets at a time, and whose repository changes while it is read. */
final class StingyBmc implements CommandChannel {
    private final List<byte[]> records;
    private final byte[] memory;
    private final int most;
    private final int tooMuch;
    /** So many more parts of records, and the reservation is void. */
    private int untilChange;

    private int reservation;
    int reservations;
    int busy;

    StingyBmc(List<byte[]> records, byte[] memory, int most, int tooMuch, int untilChange) {
        this.records = records;
        this.memory = memory;
        this.most = most;
        this.tooMuch = tooMuch;
        this.untilChange = untilChange;
    }

    @Override
    public BmcAddress address() {
        return BmcAddress.of("stingy");
    }

    @Override
    public <A> A run(IpmiCommand<A> command) {
        return command.decode(answer(command));
    }

    private byte[] answer(IpmiCommand<?> command) {
        if (command instanceof ReserveSdrRepository) {
            reservations++;
            reservation = reservations;
            return new byte[] {(byte) reservation, 0};
        }
        if (command instanceof GetSdr get) {
            return part(get);
        }
        if (command instanceof GetFruInventoryAreaInfo) {
            return new byte[] {(byte) memory.length, (byte) (memory.length >>> 8), 0};
        }
        if (command instanceof ReadFruData read) {
            if (busy > 0) {
                busy--;
                throw refused(ReadFruData.BUSY);
            }
            return give(Octets.of(Arrays.copyOfRange(memory, read.offset(), memory.length)), read.count(), true);
        }
        throw refused(0xC1);
    }

    private byte[] part(GetSdr get) {
        if (get.offset() > 0 || get.count() != GetSdr.WHOLE) {
            if (untilChange-- == 0) {
                reservation = -1;
            }
            if (get.reservation() != reservation) {
                throw refused(0xC5);
            }
        }
        int index = get.record();
        byte[] record = records.get(index);
        int next = index + 1 == records.size() ? GetSdr.LAST : index + 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(next);
        out.write(next >>> 8);
        out.writeBytes(give(Octets.of(record).slice(get.offset(), record.length), get.count(), false));
        return out.toByteArray();
    }

    private byte[] give(Octets from, int count, boolean counted) {
        if (count > most) {
            throw refused(tooMuch);
        }
        byte[] given = from.slice(0, Math.min(count, from.length())).toArray();
        if (!counted) {
            return given;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(given.length);
        out.writeBytes(given);
        return out.toByteArray();
    }

    private static BmcFailure.Refused refused(int code) {
        return new BmcFailure.Refused("command", code, "refused with " + code);
    }
}
