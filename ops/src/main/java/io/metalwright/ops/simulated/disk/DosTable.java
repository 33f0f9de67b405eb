package io.metalwright.ops.simulated.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The partition table of PC-DOS in the first sector (UEFI 2.10, section 5.2.1): four entries of sixteen bytes from byte 446 on. Sectors have 512 bytes.
 */
public record DosTable(List<Partition> partitions) {
    /** A used entry; {@code number} counts from 1. */
    public record Partition(int number, int type, long start, long size) {
        public long offset() {
            return start * SECTOR;
        }

        public long bytes() {
            return size * SECTOR;
        }
    }

    public static final int SECTOR = 512;
    private static final int ENTRIES = 446;
    private static final int ENTRY = 16;

    public DosTable {
        partitions = List.copyOf(partitions);
    }

    /** Empty where the boot signature is missing. */
    public static Optional<DosTable> of(BlockStore store) throws IOException {
        var sector = ByteBuffer.wrap(store.read(0, SECTOR)).order(ByteOrder.LITTLE_ENDIAN);
        if (sector.getShort(510) != (short) 0xAA55) {
            return Optional.empty();
        }
        var found = new ArrayList<Partition>();
        for (int entry = 0; entry < 4; entry++) {
            int at = ENTRIES + entry * ENTRY;
            long size = Integer.toUnsignedLong(sector.getInt(at + 12));
            if (size > 0) {
                found.add(new Partition(
                        entry + 1,
                        Byte.toUnsignedInt(sector.get(at + 4)),
                        Integer.toUnsignedLong(sector.getInt(at + 8)),
                        size));
            }
        }
        return Optional.of(new DosTable(found));
    }

    /** The sector with these entries and nothing else in it. */
    public byte[] encode() {
        var sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        for (var partition : partitions) {
            int at = ENTRIES + (partition.number() - 1) * ENTRY;
            sector.put(at + 4, (byte) partition.type());
            sector.putInt(at + 8, (int) partition.start());
            sector.putInt(at + 12, (int) partition.size());
        }
        return sector.putShort(510, (short) 0xAA55).array();
    }

    public Optional<Partition> numbered(int number) {
        return partitions.stream()
                .filter(partition -> partition.number() == number)
                .findFirst();
    }

    /** One partition with another size. */
    public DosTable resized(int number, long size) {
        return new DosTable(partitions.stream()
                .map(partition -> partition.number() == number
                        ? new Partition(number, partition.type(), partition.start(), size)
                        : partition)
                .toList());
    }
}
