package io.metalwright.ops.demo;

import io.metalwright.ops.role.DataFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/** The folder of one demo at a time, which is marked as a demo's: what is no demo's is never touched. */
final class DemoFolder implements AutoCloseable {
    private final FileChannel mark;

    private DemoFolder(FileChannel mark) {
        this.mark = mark;
    }

    /** Each demo begins with a machine that nobody knows; chunks of images are kept. */
    static DemoFolder startAfresh(DataFolder folder) throws IOException {
        var mark = folder.root().resolve("of-the-demo");
        if (!Files.exists(mark) && !isEmpty(folder.root())) {
            throw new IllegalStateException("The folder " + folder.root()
                    + " holds what is not the demo's, and would be cleared away. Give another one by --data.");
        }
        folder.make();
        var own = lock(folder, mark);
        forget(
                folder.temporal(),
                folder.cmdb(),
                folder.root().resolve("boot-services"),
                folder.root().resolve("simulated"),
                folder.adminToken());
        return own;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (var inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    private static DemoFolder lock(DataFolder folder, Path mark) throws IOException {
        var channel = FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new DemoFolder(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Another one of this very process.
        }
        channel.close();
        throw new IllegalStateException("Another demo runs in " + folder.root()
                + ". End it by Ctrl-C; or give this one other ports, and another folder by --data.");
    }

    private static void forget(Path... paths) throws IOException {
        for (var path : paths) {
            if (Files.exists(path)) {
                try (var inside = Files.walk(path)) {
                    for (var each : inside.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        mark.close();
    }
}
