package io.metalwright.ops.simulated.disk;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** In memory, where equal blocks of all disks of a fleet are one: a thousand machines with the same image hold it once. */
public final class SharedBlocks implements DiskContents {
    private static final int BLOCK = 64 << 10;
    private static final byte[] ZEROS = new byte[BLOCK];

    /** A block that compares by content. */
    private record Block(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Block that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** The blocks of a fleet. */
    public static final class Pool {
        private final Map<Block, Block> blocks = new ConcurrentHashMap<>();

        private Block one(byte[] bytes) {
            var block = new Block(bytes);
            var known = blocks.putIfAbsent(block, block);
            return known == null ? block : known;
        }
    }

    private final Pool pool;
    /** By their number; one of zeros is none. */
    private final TreeMap<Long, Block> blocks = new TreeMap<>();

    public SharedBlocks(Pool pool) {
        this.pool = pool;
    }

    @Override
    public void read(long offset, byte[] into) {
        for (int done = 0; done < into.length; ) {
            long at = offset + done;
            int within = (int) (at % BLOCK);
            int length = Math.min(BLOCK - within, into.length - done);
            var block = blocks.get(at / BLOCK);
            if (block != null) {
                System.arraycopy(block.bytes(), within, into, done, length);
            }
            done += length;
        }
    }

    @Override
    public void write(long offset, byte[] written) {
        for (int done = 0; done < written.length; ) {
            long at = offset + done;
            int within = (int) (at % BLOCK);
            int length = Math.min(BLOCK - within, written.length - done);
            var whole = length == BLOCK
                    ? Arrays.copyOfRange(written, done, done + BLOCK)
                    : changed(at / BLOCK, within, written, done, length);
            if (Arrays.equals(whole, ZEROS)) {
                blocks.remove(at / BLOCK);
            } else {
                blocks.put(at / BLOCK, pool.one(whole));
            }
            done += length;
        }
    }

    private byte[] changed(long number, int within, byte[] written, int from, int length) {
        var block = blocks.get(number);
        var whole = block == null ? new byte[BLOCK] : block.bytes().clone();
        System.arraycopy(written, from, whole, within, length);
        return whole;
    }

    @Override
    public void zero(long from, long to) {
        long firstWhole = (from + BLOCK - 1) / BLOCK;
        long lastWhole = to / BLOCK;
        if (firstWhole < lastWhole) {
            blocks.subMap(firstWhole, lastWhole).clear();
            write(from, new byte[(int) (firstWhole * BLOCK - from)]);
            write(lastWhole * BLOCK, new byte[(int) (to - lastWhole * BLOCK)]);
        } else if (to > from) {
            write(from, new byte[(int) (to - from)]);
        }
    }

    @Override
    public void clear() {
        blocks.clear();
    }
}
