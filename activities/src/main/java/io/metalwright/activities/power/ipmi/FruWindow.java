package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.session.CommandChannel;
import io.metalwright.activities.power.ipmi.wire.GetFruInventoryAreaInfo;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.ReadFruData;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

/** One FRU's memory, of which only what is wanted is read, in parts as large as the BMC gives. */
final class FruWindow {
    private static final int LARGEST_PART = 32;
    private static final int SMALLEST_PART = 4;
    private static final int BUSY_TRIES = 10;
    private static final Duration BUSY_PAUSE = Duration.ofMillis(100);

    private final CommandChannel channel;
    private final int fru;
    private final int size;
    private final int unit;
    private int part = LARGEST_PART;

    private FruWindow(CommandChannel channel, int fru, int size, boolean byWords) {
        this.channel = channel;
        this.fru = fru;
        this.size = size;
        this.unit = byWords ? 2 : 1;
    }

    static FruWindow open(CommandChannel channel, int fru) {
        GetFruInventoryAreaInfo.Answer info = channel.run(new GetFruInventoryAreaInfo(fru));
        return new FruWindow(channel, fru, info.size(), info.byWords());
    }

    /** Fewer octets than asked for where the memory ends before. */
    Octets read(int offset, int length) {
        int end = Math.min(offset + length, size);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        // Memory that is read by words begins at an even octet.
        int skipped = offset % unit;
        int at = offset - skipped;
        while (at < end) {
            Octets got = part(at, Math.min(part, end - at + unit - 1));
            if (got.length() == 0) {
                break;
            }
            read.writeBytes(got.toArray());
            at += got.length();
        }
        Octets whole = Octets.of(read.toByteArray());
        return whole.length() < skipped
                ? Octets.NONE
                : whole.slice(skipped, Math.min(whole.length(), skipped + Math.max(0, end - offset)));
    }

    private Octets part(int offset, int wanted) {
        int count = wanted;
        for (int busy = 0; ; ) {
            try {
                return channel.run(new ReadFruData(fru, offset / unit, Math.max(1, count / unit)));
            } catch (BmcFailure.Refused e) {
                if (e.code() == ReadFruData.BUSY && busy < BUSY_TRIES) {
                    busy++;
                    pause();
                } else if (RecordReader.isTooMuch(e.code()) && count > SMALLEST_PART) {
                    count = count / 2;
                    part = count;
                } else {
                    throw e;
                }
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(BUSY_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BmcFailure.Unreachable("Read FRU Data of BMC " + channel.address() + ": interrupted.", e);
        }
    }
}
