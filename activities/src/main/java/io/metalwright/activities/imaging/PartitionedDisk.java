package io.metalwright.activities.imaging;

import io.metalwright.activities.imaging.GuidPartitionTable.Partition;
import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageChunk;
import io.metalwright.model.image.ImageManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A disk around a lone file system: a BIOS boot partition, an EFI system partition, which are both empty, and the root behind them, last, so that it can be
 * grown. So it is written, verified, gone on with and grown as any whole disk is; only its boot loader is wanting. Equal file systems give equal disks.
 */
final class PartitionedDisk {
    private static final long MIB = 1 << 20;
    /** A multiple of the chunks' size, so that the root's chunks are those of the file that it came in. */
    static final long ROOT = 128 * MIB;

    private static final UUID BIOS_BOOT = UUID.fromString("21686148-6449-6E6F-744E-656564454649");
    private static final UUID EFI_SYSTEM = UUID.fromString("C12A7328-F81F-11D2-BA4B-00A0C93EC93B");
    private static final UUID LINUX = UUID.fromString("0FC63DAF-8483-4772-8E79-3D69D8477DE4");

    private PartitionedDisk() {}

    static ImageManifest around(ImageManifest root, ImageStore store) throws IOException {
        long end = ROOT + (root.sizeBytes() + MIB - 1) / MIB * MIB;
        var table = table(root.digest(), end);
        var chunks = new ArrayList<ImageChunk>();
        chunks.add(Chunker.keep(store, 0, table.head()));
        root.chunks()
                .forEach(chunk -> chunks.add(
                        new ImageChunk(ROOT + chunk.offset(), chunk.length(), chunk.sha256(), chunk.stored())));
        chunks.add(Chunker.keep(store, table.tailOffset(), table.tail()));
        return ImageManifest.of(end + MIB, root.chunkBytes(), chunks);
    }

    private static GuidPartitionTable table(Sha256 root, long end) {
        return new GuidPartitionTable(
                id(root, "disk"),
                (end + MIB) / GuidPartitionTable.SECTOR,
                List.of(
                        partition(BIOS_BOOT, root, "bios-boot", MIB, 2 * MIB),
                        partition(EFI_SYSTEM, root, "efi-system", 2 * MIB, ROOT),
                        partition(LINUX, root, "root", ROOT, end)));
    }

    private static Partition partition(UUID type, Sha256 root, String name, long from, long to) {
        return new Partition(
                type, id(root, name), name, from / GuidPartitionTable.SECTOR, to / GuidPartitionTable.SECTOR - 1);
    }

    /** Version 8, which is whatever its maker wants (RFC 9562 section 5.8). */
    private static UUID id(Sha256 root, String what) {
        var sum = Sha256.sumOf(root + " " + what).hex();
        return new UUID(
                Long.parseUnsignedLong(sum.substring(0, 16), 16) & ~0xF000L | 0x8000L,
                Long.parseUnsignedLong(sum.substring(16, 32), 16) >>> 2 | Long.MIN_VALUE);
    }
}
