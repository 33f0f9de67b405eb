package io.metalwright.activities.imaging;

import com.github.luben.zstd.ZstdIOException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipException;
import org.tukaani.xz.XZIOException;

/**
 * An image's disk as a raw file with holes.
 *
 * @param format what it came as, with its wrapping: {@code qcow2}, {@code raw.xz}
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
            QemuImg.diskBytes(plain, format, pulse);
            raw = folder.resolve("raw");
            QemuImg.convert(plain, format, raw, pulse);
        }
        requirePartitions(raw);
        return new RawDisk(raw, format.word() + wrapping.suffix());
    }

    /** Whether it is a disc, whose files are wanted too. */
    boolean isDisc() {
        return format.equals(DiskFormat.ISO.word());
    }

    /** Both partition tables begin with the boot signature (UEFI 2.10, section 5.2): a web page or a lone file system is no disk. */
    private static void requirePartitions(Path raw) throws IOException, RefusedImageException {
        var first = read(raw, 0, SECTOR);
        if (first.length < SECTOR || first[510] != 0x55 || first[511] != (byte) 0xAA) {
            throw new RefusedImageException(
                    "it is no image of a whole disk: its first sector holds no partition table. Import the disk, not a partition");
        }
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
