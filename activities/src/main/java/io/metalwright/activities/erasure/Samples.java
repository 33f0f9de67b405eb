package io.metalwright.activities.erasure;

import java.util.Random;
import java.util.stream.LongStream;

/** Where a disk is looked at to see whether it was erased: its beginning, its end, and places between that nobody could foresee. */
final class Samples {
    static final int BYTES = 64 << 10;
    private static final int PLACES = 62;

    private Samples() {}

    /** Offsets in bytes, whole samples apart from each other's beginning. */
    static String[] of(long diskBytes, Random random) {
        long places = diskBytes / BYTES;
        return LongStream.concat(LongStream.of(0, places - 1), random.longs(PLACES, 0, places))
                .distinct()
                .sorted()
                .mapToObj(place -> Long.toString(place * BYTES))
                .toArray(String[]::new);
    }

    /** Words for a command that takes a disk, one word more, and these offsets. */
    static String[] arguments(String disk, String word, String[] offsets) {
        var words = new String[offsets.length + 2];
        words[0] = disk;
        words[1] = word;
        System.arraycopy(offsets, 0, words, 2, offsets.length);
        return words;
    }
}
