package io.metalwright.cmdb.image;

import io.metalwright.model.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An image under its name. While it is imported anew, what it was before stays usable.
 *
 * @param digest null until it was imported once
 * @param dataBytes bytes that are not hole
 * @param storedBytes bytes that a machine fetches
 * @param error why the last import failed
 */
@Table("image")
public record Image(
        @Id String name,
        @Nullable Sha256 digest,
        long sizeBytes,
        long dataBytes,
        long storedBytes,
        int chunks,
        @Nullable String format,
        @Nullable String source,
        ImageState state,
        @Nullable String error,
        Instant createdAt,
        Instant updatedAt) {}
