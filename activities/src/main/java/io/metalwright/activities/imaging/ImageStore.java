package io.metalwright.activities.imaging;

import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageManifest;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Where manifests and chunks are kept. */
public interface ImageStore {
    Optional<ImageManifest> manifest(Sha256 digest) throws IOException;

    /** Bytes that the stored chunk takes, compressed; empty when it is not there. */
    OptionalLong storedBytes(Sha256 chunk) throws IOException;

    /** Keeps a compressed chunk under the sum of its uncompressed bytes; it is there whole or not at all. */
    void keepChunk(Sha256 chunk, byte[] compressed) throws IOException;

    /** To be called when all its chunks are kept. */
    void keepManifest(ImageManifest manifest) throws IOException;
}
