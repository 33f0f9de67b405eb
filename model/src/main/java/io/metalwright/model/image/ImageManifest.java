package io.metalwright.model.image;

import io.metalwright.model.Sha256;
import java.util.List;

/**
 * A disk image as chunks in the order of their offsets. What no chunk covers is a hole and reads as zeros.
 *
 * @param digest sum over the canonical list of chunks; the image's identity
 * @param sizeBytes bytes of the whole disk, holes included
 * @param chunkBytes largest length of a chunk
 */
public record ImageManifest(Sha256 digest, long sizeBytes, int chunkBytes, List<ImageChunk> chunks) {
    public static final int CHUNK_BYTES = 8 << 20;

    public ImageManifest {
        chunks = List.copyOf(chunks);
        long end = 0;
        for (var chunk : chunks) {
            if (chunk.offset() < end || chunk.length() > chunkBytes) {
                throw new IllegalArgumentException(
                        "The chunk at " + chunk.offset() + " overlaps its neighbour or is too long");
            }
            end = chunk.offset() + chunk.length();
        }
        if (end > sizeBytes) {
            throw new IllegalArgumentException(
                    "The last chunk ends at " + end + ", behind the image's " + sizeBytes + " bytes");
        }
        var found = digestOf(sizeBytes, chunks);
        if (!found.equals(digest)) {
            throw new IllegalArgumentException(
                    "The manifest's chunks sum to " + found + " and not to its name " + digest);
        }
    }

    public static ImageManifest of(long sizeBytes, int chunkBytes, List<ImageChunk> chunks) {
        return new ImageManifest(digestOf(sizeBytes, chunks), sizeBytes, chunkBytes, chunks);
    }

    /** Bytes that are not hole. */
    public long dataBytes() {
        return chunks.stream().mapToLong(ImageChunk::length).sum();
    }

    /** Bytes that a machine fetches. */
    public long storedBytes() {
        return chunks.stream().mapToLong(ImageChunk::stored).sum();
    }

    /** One line for the size and one for each chunk: what is on the disk, and nothing of how it is stored. */
    private static Sha256 digestOf(long sizeBytes, List<ImageChunk> chunks) {
        var text = new StringBuilder("metalwright-image 1\n").append(sizeBytes).append('\n');
        for (var chunk : chunks) {
            text.append(chunk.offset())
                    .append(' ')
                    .append(chunk.length())
                    .append(' ')
                    .append(chunk.sha256())
                    .append('\n');
        }
        return Sha256.sumOf(text.toString());
    }
}
