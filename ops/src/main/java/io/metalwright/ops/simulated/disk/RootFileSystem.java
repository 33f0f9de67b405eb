package io.metalwright.ops.simulated.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What stands in the place of an ext4 file system: a superblock with the fields that tools read (ext4 disk layout, "The Super Block"), and behind it
 * in words which system it would hold. No file of it is in it.
 *
 * @param blocks of {@value #BLOCK} bytes
 */
public record RootFileSystem(long blocks, String osRelease) {
    public static final int BLOCK = 4096;
    private static final int SUPERBLOCK = 1024;
    private static final short MAGIC = (short) 0xEF53;
    private static final String MARK = "METALWRIGHT SIMULATED ROOT\n";
    private static final int LENGTH = 2 * BLOCK;

    /** Whether an ext file system begins there, ours or another. */
    public static boolean isExt(BlockStore store, long offset) throws IOException {
        return little(store.read(offset + SUPERBLOCK, SUPERBLOCK)).getShort(0x38) == MAGIC;
    }

    /** Empty for a file system that is none of ours: there is no looking into it. */
    public static Optional<RootFileSystem> at(BlockStore store, long offset) throws IOException {
        var bytes = store.read(offset, LENGTH);
        var text = new String(bytes, BLOCK, BLOCK, StandardCharsets.UTF_8);
        return little(bytes).getShort(SUPERBLOCK + 0x38) == MAGIC && text.startsWith(MARK)
                ? Optional.of(new RootFileSystem(
                        Integer.toUnsignedLong(little(bytes).getInt(SUPERBLOCK + 4)),
                        text.substring(MARK.length(), text.indexOf('\0'))))
                : Optional.empty();
    }

    public RootFileSystem withBlocks(long count) {
        return new RootFileSystem(count, osRelease);
    }

    public byte[] encode() {
        var bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(SUPERBLOCK + 4, (int) blocks);
        // The block size as a power of two over 1024.
        bytes.putInt(SUPERBLOCK + 0x18, 2);
        bytes.putShort(SUPERBLOCK + 0x38, MAGIC);
        bytes.put(SUPERBLOCK + 0x78, "root".getBytes(StandardCharsets.US_ASCII));
        bytes.put(BLOCK, (MARK + osRelease).getBytes(StandardCharsets.UTF_8));
        return bytes.array();
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
