package io.metalwright.ops.simulated.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;

/** A raw disk image of some MiB for simulated machines: a partition table, what stands for a root file system, seeded noise, and holes between. */
public final class SeededImage {
    private static final int MIB = 1 << 20;
    private static final int USUAL_MIB = 192;
    private static final long START = 2048;
    /** Noise does not compress, so that what is sent is what it looks like. */
    private static final int NOISE = 3 * MIB / 2;

    private static final List<Integer> NOISY_MIB = List.of(3, 17, 18, 64, 130, 189);
    /** For many machines at once: three chunks, which are quickly sent. */
    private static final int SMALL_MIB = 24;

    private static final List<Integer> SMALL_NOISY_MIB = List.of(3, 9, 17);
    private static final int SMALL_NOISE = 64 << 10;
    private static final String OS_RELEASE = """
            PRETTY_NAME="Simulated Linux 1"
            NAME="Simulated Linux"
            ID=simulated
            VERSION_ID=1
            """;

    private SeededImage() {}

    /** The same bytes for the same seed. */
    public static Path write(Path file, long seed) throws IOException {
        return write(file, seed, USUAL_MIB, NOISY_MIB, NOISE);
    }

    public static Path small(Path file, long seed) throws IOException {
        return write(file, seed, SMALL_MIB, SMALL_NOISY_MIB, SMALL_NOISE);
    }

    private static Path write(Path file, long seed, int size, List<Integer> noisy, int noiseBytes) throws IOException {
        long bytes = (long) size * MIB;
        Files.createDirectories(file.toAbsolutePath().getParent());
        var random = new Random(seed);
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            long sectors = bytes / DosTable.SECTOR - START;
            put(channel, 0, new DosTable(List.of(new DosTable.Partition(1, 0x83, START, sectors))).encode());
            put(
                    channel,
                    START * DosTable.SECTOR,
                    new RootFileSystem(sectors * DosTable.SECTOR / RootFileSystem.BLOCK, OS_RELEASE).encode());
            for (int mib : noisy) {
                var noise = new byte[noiseBytes];
                random.nextBytes(noise);
                put(channel, (long) mib * MIB, noise);
            }
            put(channel, bytes - 1, new byte[1]);
        }
        return file;
    }

    private static void put(FileChannel channel, long offset, byte[] bytes) throws IOException {
        var rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest, offset + rest.position());
        }
    }
}
