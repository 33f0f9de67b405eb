package io.metalwright.ops.simulated.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One contract for every place where the bytes of a disk may be. */
class DiskContentsTest {
    private static final int DISK = 1 << 20;

    @TempDir
    static Path folder;

    static Stream<DiskContents> places() {
        return Stream.of(new SparseFile(folder.resolve("disk")), new SharedBlocks(new SharedBlocks.Pool()));
    }

    @ParameterizedTest
    @MethodSource("places")
    void whatWasWrittenAndZeroedIsReadAsAnArrayWouldHaveIt(DiskContents contents) throws IOException {
        var expected = new byte[DISK];
        var dice = new Random(7);
        for (int turn = 0; turn < 300; turn++) {
            int from = dice.nextInt(DISK);
            int to = from + dice.nextInt(Math.min(DISK - from, 200_000) + 1);
            if (dice.nextInt(3) == 0) {
                contents.zero(from, to);
                Arrays.fill(expected, from, to, (byte) 0);
            } else {
                var written = new byte[to - from];
                dice.nextBytes(written);
                contents.write(from, written);
                System.arraycopy(written, 0, expected, from, written.length);
            }
        }
        var read = new byte[DISK];
        contents.read(0, read);
        assertThat(read).isEqualTo(expected);
        var part = new byte[100_000];
        contents.read(77_777, part);
        assertThat(part).isEqualTo(Arrays.copyOfRange(expected, 77_777, 177_777));
    }

    @ParameterizedTest
    @MethodSource("places")
    void aClearedDiskReadsAsZeros(DiskContents contents) throws IOException {
        contents.write(5, new byte[] {1, 2, 3});
        contents.clear();
        var read = new byte[16];
        contents.read(0, read);
        assertThat(read).containsOnly(0);
    }
}
