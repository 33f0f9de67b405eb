package io.metalwright.activities.postinstall;

/**
 * A file of the installed system.
 *
 * @param mode octal
 * @param owner {@code user:group}, by names of the installed system
 */
record TargetFile(String path, String mode, String owner, String content) {
    static TargetFile of(String path, String content) {
        return new TargetFile(path, "0644", "root:root", content);
    }

    static TargetFile secret(String path, String content) {
        return new TargetFile(path, "0600", "root:root", content);
    }

    /** Contents may be secret. */
    @Override
    public String toString() {
        return path;
    }
}
