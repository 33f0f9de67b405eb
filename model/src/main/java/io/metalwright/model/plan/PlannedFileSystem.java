package io.metalwright.model.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.spec.DataSize;
import io.metalwright.model.spec.FileSystemType;
import org.jspecify.annotations.Nullable;

/**
 * A partition that is made beside the image's.
 *
 * @param disk another than the image's; null: the image's
 * @param bytes null: the rest
 * @param mount null: swap
 * @param options null: {@code defaults}
 */
public record PlannedFileSystem(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PlannedDisk disk,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long bytes,
        FileSystemType type,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String label,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String mount,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String options) {
    String effect() {
        return (disk == null ? "Behind the root file system" : "On the disk with " + disk) + " "
                + (bytes == null ? "the rest" : new DataSize(bytes).toString()) + " becomes " + type.word()
                + (mount == null ? "" : " for " + mount) + (label == null ? "" : ", labelled " + label) + ".";
    }
}
