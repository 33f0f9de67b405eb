package io.metalwright.activities.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The superblock of a file system on which roots lie, at the beginning of a partition.
 *
 * @param bytes its size, as it says itself
 */
record FileSystemMark(String type, long bytes) {
    /** To the end of what is read of btrfs's superblock, which lies at 64 KiB. */
    static final int HEAD = (64 << 10) + 256;

    private static final int EXT_SUPERBLOCK = 1024;
    private static final int BTRFS_SUPERBLOCK = 64 << 10;

    /** @param head the first {@value #HEAD} bytes, or the whole of a smaller file */
    static Optional<FileSystemMark> of(byte[] head) {
        if (head.length < HEAD) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(head);
        // The kernel's Documentation/filesystems/xfs: sb_magicnum, sb_blocksize, sb_dblocks.
        if (bytes.getInt(0) == 0x58465342) {
            return Optional.of(new FileSystemMark("xfs", bytes.getLong(8) * bytes.getInt(4)));
        }
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        int shift = bytes.getInt(EXT_SUPERBLOCK + 24);
        if (bytes.getShort(EXT_SUPERBLOCK + 56) == (short) 0xEF53 && shift >= 0 && shift <= 6) {
            return Optional.of(new FileSystemMark("ext4", ext(bytes)));
        }
        // "_BHRfS_M", and total_bytes behind generation, roots and log.
        if (bytes.getLong(BTRFS_SUPERBLOCK + 64) == 0x4D5F53665248425FL) {
            return Optional.of(new FileSystemMark("btrfs", bytes.getLong(BTRFS_SUPERBLOCK + 112)));
        }
        return Optional.empty();
    }

    /** The kernel's Documentation/filesystems/ext4: s_blocks_count_lo, s_log_block_size, s_blocks_count_hi where s_feature_incompat has 64BIT. */
    private static long ext(ByteBuffer bytes) {
        long blocks = Integer.toUnsignedLong(bytes.getInt(EXT_SUPERBLOCK + 4));
        if ((bytes.getInt(EXT_SUPERBLOCK + 96) & 0x80) != 0) {
            blocks |= Integer.toUnsignedLong(bytes.getInt(EXT_SUPERBLOCK + 0x150)) << 32;
        }
        return blocks * (1024L << bytes.getInt(EXT_SUPERBLOCK + 24));
    }
}
