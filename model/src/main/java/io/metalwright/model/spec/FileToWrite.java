package io.metalwright.model.spec;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file put into the installed system.
 *
 * @param path absolute, without {@code ..}
 * @param mode octal permissions, null: 0644
 * @param owner {@code user} or {@code user:group}, null: root
 */
public record FileToWrite(
        String path,
        String content,
        @Nullable String mode,
        @Nullable String owner) {
    private static final Pattern PATH = Pattern.compile("(/(?!\\.\\.?(/|$))[^/\\x00]+)+");

    public FileToWrite {
        if (path == null || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("'files[].path' " + path + " must be absolute and without '..'");
        }
        if (content == null) {
            throw new IllegalArgumentException("'files[].content' of " + path + " is missing");
        }
        if (mode != null && !mode.matches("0?[0-7]{3,4}")) {
            throw new IllegalArgumentException("'files[].mode' " + mode + " is not octal, like 0644");
        }
        if (owner != null && !owner.matches("[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?")) {
            throw new IllegalArgumentException("'files[].owner' " + owner + " is not user or user:group");
        }
    }
}
