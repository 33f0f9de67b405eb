package io.metalwright.ops.simulated.installed;

import java.security.KeyPair;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of a system that was installed, as far as anybody wrote or asks for them, and its host key. */
public final class InstalledFiles {
    /** One file. */
    public record Entry(String mode, String owner, String content) {
        @Override
        public String toString() {
            return "Entry[" + mode + " " + owner + ", " + content.length() + " characters]";
        }
    }

    private final Map<String, Entry> files = new TreeMap<>();
    private @Nullable KeyPair hostKey;
    private @Nullable String hostKeyTag;

    /** As it comes out of its image. */
    public InstalledFiles(String osRelease) {
        put("/etc/os-release", osRelease);
        put("/etc/hostname", "localhost\n");
        put("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
        put("/etc/shadow", "root:*:19000:0:99999:7:::\n");
    }

    public void put(String path, String content) {
        put(path, new Entry("0644", "root:root", content));
    }

    public synchronized void put(String path, Entry entry) {
        files.put(path, entry);
    }

    public synchronized void remove(String path) {
        files.remove(path);
    }

    public synchronized Optional<String> text(String path) {
        return Optional.ofNullable(files.get(path)).map(Entry::content);
    }

    /** The value of a line {@code KEY=value} or {@code KEY="value"}. */
    public Optional<String> setting(String path, String key) {
        return text(path)
                .orElse("")
                .lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).replace("\"", ""))
                .findFirst();
    }

    public String hostname() {
        return text("/etc/hostname").orElse("localhost").strip();
    }

    /** Under which tag its host key was made. */
    public synchronized Optional<String> hostKeyTag() {
        return Optional.ofNullable(hostKeyTag);
    }

    public synchronized void hostKey(String tag, KeyPair pair) {
        hostKeyTag = tag;
        hostKey = pair;
    }

    public synchronized Optional<KeyPair> hostKey() {
        return Optional.ofNullable(hostKey);
    }
}
