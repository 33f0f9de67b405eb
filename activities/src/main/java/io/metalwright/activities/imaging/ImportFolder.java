package io.metalwright.activities.imaging;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where one source is being taken in. An attempt that was given up may still be at it, so only the holder of its lock works in it. */
record ImportFolder(Path path, FileChannel lock) implements AutoCloseable {
    static ImportFolder open(Path path) throws IOException {
        Files.createDirectories(path);
        var lock = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null) {
                return new ImportFolder(path, lock);
            }
        } catch (OverlappingFileLockException e) {
            // Held by a thread of this process.
        }
        lock.close();
        throw new IOException("another attempt is still at this source");
    }

    /** After this its holder has no folder and no lock. */
    void delete() throws IOException {
        try (var files = Files.list(path)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        // On NFS what is open when it is deleted stays in its folder under another name until it is closed.
        lock.close();
        try {
            Files.delete(path);
        } catch (DirectoryNotEmptyException e) {
            // Another attempt has begun in it.
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
