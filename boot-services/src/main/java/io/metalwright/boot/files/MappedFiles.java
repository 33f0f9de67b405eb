package io.metalwright.boot.files;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The contents of files as memory that the kernel reads when it sends them; shared by all who send the same file. Not to be read from Java: a
 * file that was cut short meanwhile would end the process, where a system call only fails.
 */
public final class MappedFiles {
    private record Mapped(FileTime changed, MemorySegment content) {}

    private static final int KEPT = 32;

    private final Map<Path, Mapped> mapped = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Mapped> eldest) {
            return size() > KEPT;
        }
    };

    public synchronized MemorySegment content(Path file) throws IOException {
        var changed = Files.getLastModifiedTime(file);
        long size = Files.size(file);
        var known = mapped.get(file);
        if (known == null || !known.changed().equals(changed) || known.content().byteSize() != size) {
            try (var channel = FileChannel.open(file)) {
                // Given back when the last transfer has let go of it.
                known = new Mapped(
                        changed, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
            }
            mapped.put(file, known);
        }
        return known.content();
    }
}
