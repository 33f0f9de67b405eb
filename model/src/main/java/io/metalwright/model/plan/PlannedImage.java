package io.metalwright.model.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The image that will be written, named by its content.
 *
 * @param partition true: it came as a lone file system, and its boot loader is installed on the machine; null: it brings its own
 */
public record PlannedImage(
        String name,
        Sha256 digest,
        long sizeBytes,
        long dataBytes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean partition) {
    public boolean needsBootLoader() {
        return Boolean.TRUE.equals(partition);
    }
}
