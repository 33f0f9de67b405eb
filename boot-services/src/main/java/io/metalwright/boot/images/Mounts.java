package io.metalwright.boot.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What proc(5) tells of mounts. Nobody waits for a mount to learn of it. */
final class Mounts {
    private static final Path TABLE = Path.of("/proc/self/mountinfo");
    /** Octal, of blanks and the like in names. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");
    /** Each may wait for another machine, for ever. */
    private static final Set<String> OF_THE_NETWORK =
            Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "afs", "lustre", "fuse");

    private Mounts() {}

    /** The kind of the network's file system on which this path lies; empty where it lies on a disk of this host. */
    static Optional<String> networkKind(Path path) throws IOException {
        return networkKind(Files.readString(TABLE), path);
    }

    static Optional<String> networkKind(String table, Path path) {
        var longest = Path.of("/");
        var kind = "";
        for (var line : table.lines().toList()) {
            // mount id, parent, device, root, mount point, options, other fields, "-", kind, source, options
            var fields = line.split(" ");
            int dash = List.of(fields).indexOf("-");
            var point = Path.of(unescaped(fields[4]));
            // Of two mounts on one point the later one is seen.
            if (path.startsWith(point) && point.getNameCount() >= longest.getNameCount()) {
                longest = point;
                kind = fields[dash + 1];
            }
        }
        return Optional.of(kind).filter(each -> OF_THE_NETWORK.contains(each) || each.startsWith("fuse."));
    }

    private static String unescaped(String name) {
        return ESCAPE.matcher(name)
                .replaceAll(
                        octal -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(octal.group(1), 8))));
    }
}
