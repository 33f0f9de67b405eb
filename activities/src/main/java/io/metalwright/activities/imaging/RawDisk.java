package io.metalwright.activities.imaging;

import com.github.luben.zstd.ZstdIOException;
import io.metalwright.model.image.PartitionFormat;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipException;
import org.tukaani.xz.XZIOException;

/**
 * An image's disk as a raw file with holes, or its one partition.
 *
 * @param format what it came as, with its wrapping: {@code qcow2}, {@code raw.xz}, {@code partition:raw.xz}
 */
record RawDisk(Path file, String format) {
    private static final int SECTOR = 512;

    /** @param folder for drafts, on which nobody else works */
    static RawDisk of(Path image, Path folder, ImageProgress progress) throws IOException, RefusedImageException {
        Runnable pulse = () -> progress.tell(ImageProgress.Phase.CONVERT, 0, 0);
        var wrapping = Unpacking.of(read(image, 0, DiskFormat.HEAD));
        var plain = image;
        if (wrapping != Unpacking.NONE) {
            plain = folder.resolve("unpacked");
            try (var packed = wrapping.open(image)) {
                SparseCopy.copy(packed, plain, progress);
            } catch (EOFException | ZipException | XZIOException | ZstdIOException e) {
                throw new RefusedImageException("its " + wrapping.word() + " wrapping is broken: " + e.getMessage(), e);
            }
        }
        var format = DiskFormat.of(read(plain, 0, DiskFormat.HEAD), tail(plain));
        var raw = plain;
        if (format == DiskFormat.ISO) {
            return new RawDisk(plain, format.word());
        }
        if (format != DiskFormat.RAW) {
            long bytes = QemuImg.diskBytes(plain, format, pulse);
            raw = folder.resolve("raw");
            QemuImg.convert(plain, format, bytes, raw, pulse);
        }
        var container = format.word() + wrapping.suffix();
        return new RawDisk(raw, holdsPartitions(raw) ? container : PartitionFormat.of(container));
    }

    /** Whether it is a disc, whose files are wanted too. */
    boolean isDisc() {
        return format.equals(DiskFormat.ISO.word());
    }

    /** Whether it is a lone file system. */
    boolean isPartition() {
        return PartitionFormat.is(format);
    }

    /**
     * A disk, and not a lone file system. Both partition tables begin with the boot signature (UEFI 2.10, section 5.2), but so does a file system that a boot
     * loader was put in front of: one with a superblock is a disk only if there are partitions in its table.
     */
    private static boolean holdsPartitions(Path raw) throws IOException, RefusedImageException {
        var head = read(raw, 0, FileSystemMark.HEAD);
        boolean signed = head.length >= SECTOR && head[510] == 0x55 && head[511] == (byte) 0xAA;
        var fileSystem = FileSystemMark.of(head);
        if (signed && (fileSystem.isEmpty() || hasEntries(head))) {
            return true;
        }
        if (fileSystem.isEmpty()) {
            throw new RefusedImageException(
                    "it is no image that a machine can boot: its first sector holds no partition table, and it begins with no"
                            + " file system of ext4, XFS or btrfs");
        }
        var held = fileSystem.get();
        if (held.bytes() <= 0 || held.bytes() > Files.size(raw)) {
            throw new RefusedImageException("it holds " + held.type() + " of " + held.bytes() + " bytes, and has only "
                    + Files.size(raw) + ": its end is missing. Download or make it again");
        }
        return false;
    }

    /** Four entries of 16 bytes: each is of no type, or begins with 0 or 0x80 and has a place and a size. */
    private static boolean hasEntries(byte[] head) {
        var table = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        boolean any = false;
        for (int at = 446; at < 510; at += 16) {
            if (table.get(at + 4) != 0) {
                if ((table.get(at) & 0x7F) != 0 || table.getInt(at + 8) == 0 || table.getInt(at + 12) == 0) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    private static byte[] tail(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(file, Math.max(0, channel.size() - SECTOR), SECTOR);
        }
    }

    private static byte[] read(Path file, long from, int length) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(length, channel.size() - from)));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // read on
            }
            return bytes.array();
        }
    }
}
