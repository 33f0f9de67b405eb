package io.metalwright.model.spec;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where something may be mounted beside the image's own file systems, as fstab(5) takes it. */
final class MountPoint {
    private static final Pattern PATH = Pattern.compile("(/(?!\\.\\.?(/|$))[A-Za-z0-9._@+:-]+)+");
    /** What a system needs before it reads its fstab, or what the kernel fills. */
    private static final List<String> TAKEN = List.of(
            "/bin", "/boot", "/dev", "/efi", "/etc", "/lib", "/lib32", "/lib64", "/proc", "/run", "/sbin", "/sys",
            "/usr");

    private static final Pattern OPTIONS = Pattern.compile("[\\x21-\\x7E&&[^#\\\\]]+");

    private MountPoint() {}

    static void check(String field, @Nullable String path) {
        if (path == null || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "'" + field + "' " + path + " must be an absolute path other than '/', without '..' and spaces");
        }
        if (TAKEN.contains(path) || path.startsWith("/dev/") || path.startsWith("/proc/") || path.startsWith("/sys/")) {
            throw new IllegalArgumentException("'" + field + "' " + path
                    + " belongs to the system itself, which needs it before it mounts anything else");
        }
    }

    /** @param options null: the usual ones */
    static void checkOptions(String field, @Nullable String options) {
        if (options == null) {
            return;
        }
        if (!OPTIONS.matcher(options).matches()) {
            throw new IllegalArgumentException(
                    "'" + field + "' must be joined by commas and without spaces, like noatime,nofail");
        }
        for (var option : options.split(",")) {
            if (option.startsWith("password=") || option.startsWith("pass=")) {
                throw new IllegalArgumentException(
                        "'" + field
                                + "' holds a password, which all could read in fstab: write credentials=FILE, and the file by 'files'");
            }
        }
    }
}
