package io.metalwright.activities.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a disk image's file is, by its first bytes. Converters are told the format and never guess it: a raw disk may begin with anything, also with
 * a header that names other files of the host.
 */
enum DiskFormat {
    RAW("raw"),
    QCOW2("qcow2"),
    VMDK("vmdk"),
    VHD("vpc"),
    VHDX("vhdx"),
    /** A distribution's disc: its files are wanted, and not what would be written to a machine's disk. */
    ISO("raw");

    /** Bytes of the file's beginning that tell it: to the end of a disc's first volume descriptor. */
    static final int HEAD = 17 * 2048;

    /** ECMA-119, section 8: the first volume descriptor lies in sector 16, and its identifier after one byte. */
    private static final int VOLUME_IDENTIFIER = 16 * 2048 + 1;

    private final String driver;

    DiskFormat(String driver) {
        this.driver = driver;
    }

    /** What qemu-img calls it. */
    String driver() {
        return driver;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param head the first {@value #HEAD} bytes, or the whole of a smaller file
     * @param tail the last 512 bytes: where a fixed VHD has its footer
     * @throws RefusedImageException when it would lead to other files than itself
     */
    static DiskFormat of(byte[] head, byte[] tail) throws RefusedImageException {
        if (startsWith(head, "QFI\u00fb")) {
            return qcow2(head);
        }
        if (startsWith(head, "KDMV")) {
            return sparseVmdk(head);
        }
        if (startsWith(head, "# Disk DescriptorFile") || startsWith(head, "COWD")) {
            throw new RefusedImageException(
                    "it is a VMDK that keeps its data in other files. Convert it to one of subformat"
                            + " streamOptimized or to qcow2");
        }
        if (startsWith(head, "vhdxfile")) {
            return VHDX;
        }
        if (startsWith(head, "conectix") || startsWith(tail, "conectix")) {
            return VHD;
        }
        // Most discs begin with a partition table as well, so that they can be put on a stick.
        if (head.length == HEAD && startsWith(Arrays.copyOfRange(head, VOLUME_IDENTIFIER, HEAD), "CD001")) {
            return ISO;
        }
        return RAW;
    }

    /** QEMU docs/interop/qcow2.txt: backing_file_offset at byte 8; from version 3, incompatible features at byte 72, bit 2: external data file. */
    private static DiskFormat qcow2(byte[] head) throws RefusedImageException {
        if (head.length < 104) {
            throw new RefusedImageException("it begins like qcow2 and ends within the header. Upload it again");
        }
        var header = ByteBuffer.wrap(head);
        if (header.getLong(8) != 0) {
            throw new RefusedImageException(
                    "it is a qcow2 that builds on another file (backing file). Flatten it: qemu-img convert -O qcow2");
        }
        if (header.getInt(4) >= 3 && (header.getLong(72) & 4) != 0) {
            throw new RefusedImageException(
                    "it is a qcow2 that keeps its data in another file. Flatten it: qemu-img convert -O qcow2");
        }
        return QCOW2;
    }

    /** VMware Virtual Disk Format 5.0: capacity at byte 12; QEMU takes 0 to mean that an embedded descriptor names the extents. */
    private static DiskFormat sparseVmdk(byte[] head) throws RefusedImageException {
        if (head.length < 512
                || ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(12) == 0) {
            throw new RefusedImageException("it is a VMDK without a size of its own. Convert it to qcow2");
        }
        return VMDK;
    }

    private static boolean startsWith(byte[] bytes, String magic) {
        var wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= wanted.length
                && ByteBuffer.wrap(bytes, 0, wanted.length).equals(ByteBuffer.wrap(wanted));
    }
}
