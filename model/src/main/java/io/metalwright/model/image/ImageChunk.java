package io.metalwright.model.image;

import io.metalwright.model.Sha256;

/**
 * A part of an image that holds data.
 *
 * @param offset where it begins on the disk, in bytes
 * @param length its bytes on the disk
 * @param sha256 the sum of those bytes, uncompressed: its name in the store
 * @param stored its bytes in the store, compressed with zstd
 */
public record ImageChunk(long offset, int length, Sha256 sha256, long stored) {
    public ImageChunk {
        if (offset < 0 || length <= 0 || stored <= 0) {
            throw new IllegalArgumentException("A chunk begins at 0 or later and has bytes: offset " + offset
                    + ", length " + length + ", stored " + stored);
        }
    }
}
