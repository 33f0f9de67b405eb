package io.metalwright.api.image;

import io.metalwright.cmdb.image.Image;
import io.metalwright.cmdb.image.ImageState;
import io.metalwright.model.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An image as the API tells it. Sizes are null until it was imported once.
 *
 * @param digest sum over its list of chunks
 * @param dataBytes bytes that are not hole
 * @param storedBytes bytes that a machine fetches
 * @param format what it came as: {@code qcow2}, {@code raw.xz}, {@code iso:debian-disc}; {@code partition:qcow2} where it held a lone file system
 * @param error why the last import failed
 */
record ImageAnswer(
        String name,
        @Nullable Sha256 digest,
        @Nullable Long sizeBytes,
        @Nullable Long dataBytes,
        @Nullable Long storedBytes,
        @Nullable Integer chunks,
        @Nullable String format,
        @Nullable String source,
        ImageState state,
        @Nullable String error,
        Instant createdAt,
        Instant updatedAt) {
    static ImageAnswer of(Image image) {
        boolean known = image.digest() != null;
        return new ImageAnswer(
                image.name(),
                image.digest(),
                known ? image.sizeBytes() : null,
                known ? image.dataBytes() : null,
                known ? image.storedBytes() : null,
                known ? image.chunks() : null,
                image.format(),
                image.source(),
                image.state(),
                image.error(),
                image.createdAt(),
                image.updatedAt());
    }
}
