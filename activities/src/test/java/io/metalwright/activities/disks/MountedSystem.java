package io.metalwright.activities.disks;

import io.metalwright.activities.shell.SimulatedBootOs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Mounts of a simulated BootOS, in a file that its tools take for {@code /proc/mounts}. */
public final class MountedSystem {
    private final Path mounts;
    private final Path left;
    private final String line;

    public MountedSystem(SimulatedBootOs bootOs, FormerWork former, Path disk) throws IOException {
        mounts = bootOs.folder().resolve("mounts");
        left = bootOs.folder().resolve("left");
        line = disk + "1 " + former.target() + " ext4 rw 0 0\n";
        var reading = "for each; do shift; [ \"$each\" != /proc/mounts ] || each=" + mounts
                + "; set -- \"$@\" \"$each\"; done\n";
        bootOs.tool("grep", reading + "exec /bin/grep \"$@\"")
                .tool("sed", reading + "exec /bin/sed \"$@\"")
                .tool("umount", "echo \"$1\" >> " + left + "; : > " + mounts);
    }

    public void mount() throws IOException {
        Files.writeString(mounts, line);
    }

    /** A tool that does its work only where nothing is mounted. */
    public String heldBack(String tool) {
        return "[ ! -s " + mounts + " ] || { echo 'Device or resource busy' >&2; exit 1; }\nexec " + tool + " \"$@\"";
    }

    public List<String> mounts() throws IOException {
        return Files.readAllLines(mounts);
    }

    /** What was unmounted. */
    public List<String> left() throws IOException {
        return Files.readAllLines(left);
    }
}
