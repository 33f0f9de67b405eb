package io.metalwright.activities.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A GPT with its protective MBR (UEFI 2.10, sections 5.2.3 and 5.3) on a disk with sectors of 512 bytes.
 *
 * @param disk the disk's GUID
 * @param sectors of the whole disk
 */
record GuidPartitionTable(UUID disk, long sectors, List<Partition> partitions) {
    /**
     * @param name at most 36 characters
     * @param first its first sector
     * @param last its last sector
     */
    record Partition(UUID type, UUID id, String name, long first, long last) {}

    static final int SECTOR = 512;
    private static final int ENTRIES = 128;
    private static final int ENTRY = 128;
    private static final int HEADER = 92;
    private static final int ENTRY_SECTORS = ENTRIES * ENTRY / SECTOR;
    /** Sectors of the copy at the disk's end: the entries, and the header behind them. */
    private static final int COPY_SECTORS = ENTRY_SECTORS + 1;

    GuidPartitionTable {
        partitions = List.copyOf(partitions);
        long free = firstUsable();
        for (var partition : partitions) {
            if (partition.first() < free
                    || partition.last() < partition.first()
                    || partition.last() > lastUsable(sectors)) {
                throw new IllegalArgumentException("partition '" + partition.name() + "' from sector "
                        + partition.first() + " to " + partition.last()
                        + " overlaps another, or the table of a disk of " + sectors + " sectors");
            }
            free = partition.last() + 1;
        }
    }

    private static long firstUsable() {
        return 2 + ENTRY_SECTORS;
    }

    private static long lastUsable(long sectors) {
        return sectors - COPY_SECTORS - 1;
    }

    /** The disk's beginning, up to where partitions may lie. */
    byte[] head() {
        var bytes = ByteBuffer.allocate((int) firstUsable() * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        // One partition over all the disk, of type 0xEE, with the cylinders that the specification wants.
        bytes.put(446, new byte[] {0, 0, 2, 0, (byte) 0xEE, -1, -1, -1});
        bytes.putInt(454, 1).putInt(458, (int) Math.min(sectors - 1, 0xFFFFFFFFL));
        bytes.putShort(510, (short) 0xAA55);
        var entries = entries();
        bytes.put(SECTOR, header(1, sectors - 1, 2, entries)).put(2 * SECTOR, entries);
        return bytes.array();
    }

    /** Where {@link #tail} begins, in bytes. */
    long tailOffset() {
        return (sectors - COPY_SECTORS) * SECTOR;
    }

    /** The copy at the disk's end. */
    byte[] tail() {
        var entries = entries();
        return ByteBuffer.allocate(COPY_SECTORS * SECTOR)
                .put(entries)
                .put(header(sectors - 1, 1, sectors - COPY_SECTORS, entries))
                .array();
    }

    private byte[] header(long own, long other, long entriesAt, byte[] entries) {
        var header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put("EFI PART".getBytes(StandardCharsets.US_ASCII));
        header.putInt(0x10000).putInt(HEADER).putInt(0).putInt(0);
        header.putLong(own).putLong(other).putLong(firstUsable()).putLong(lastUsable(sectors));
        put(header, disk);
        header.putLong(entriesAt).putInt(ENTRIES).putInt(ENTRY).putInt(sum(entries));
        // The sum is over the header with zeros in its own place.
        return header.putInt(16, sum(header.array())).array();
    }

    private byte[] entries() {
        var entries = ByteBuffer.allocate(ENTRIES * ENTRY).order(ByteOrder.LITTLE_ENDIAN);
        for (int index = 0; index < partitions.size(); index++) {
            var partition = partitions.get(index);
            entries.position(index * ENTRY);
            put(entries, partition.type());
            put(entries, partition.id());
            entries.putLong(partition.first()).putLong(partition.last()).putLong(0);
            entries.put(partition.name().getBytes(StandardCharsets.UTF_16LE));
        }
        return entries.array();
    }

    /** The first three fields of a GUID are little-endian, the others as they are written (UEFI 2.10, appendix A). */
    private static void put(ByteBuffer into, UUID id) {
        long high = id.getMostSignificantBits();
        into.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
        into.putLong(Long.reverseBytes(id.getLeastSignificantBits()));
    }

    private static int sum(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
