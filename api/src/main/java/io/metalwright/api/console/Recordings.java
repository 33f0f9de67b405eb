package io.metalwright.api.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.api.ApiProperties;
import io.metalwright.api.problem.Problem;
import io.metalwright.model.MachineId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Recordings of consoles, a folder a machine. The oldest make room. */
@Component
class Recordings {
    private static final int KEPT = 30;
    private static final Pattern NAME = Pattern.compile("\\d{8}-\\d{6}-\\d{3}\\.cast");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    /**
     * A recording.
     *
     * @param began when it began
     * @param endedAt when the last of it was written
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(String name, Instant began, Instant endedAt, long sizeBytes) {}

    private final Path root;

    Recordings(ApiProperties properties) {
        root = properties.data().resolve("consoles");
    }

    Recording begin(MachineId machine, String title) throws IOException {
        var folder = folder(machine);
        Files.createDirectories(folder);
        var names = names(folder);
        for (int i = 0; i <= names.size() - KEPT; i++) {
            Files.deleteIfExists(folder.resolve(names.get(i)));
        }
        var now = Instant.now();
        return Recording.begin(folder.resolve(TIME.format(now) + ".cast"), title, now);
    }

    /** The newest first. */
    List<Entry> of(MachineId machine) {
        var folder = folder(machine);
        try {
            return names(folder).reversed().stream()
                    .map(name -> entry(folder.resolve(name)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("list the recordings in " + folder, e);
        }
    }

    Path find(MachineId machine, String name) {
        var file = folder(machine).resolve(name);
        // A name that has the form leads to no other folder.
        if (!NAME.matcher(name).matches() || !Files.isRegularFile(file)) {
            throw Problem.notFound("There is no recording '" + name + "' of this machine's console here.");
        }
        return file;
    }

    private static Entry entry(Path file) {
        var name = file.getFileName().toString();
        try {
            return new Entry(
                    name,
                    LocalDateTime.parse(name.substring(0, name.length() - ".cast".length()), TIME)
                            .toInstant(ZoneOffset.UTC),
                    Files.getLastModifiedTime(file).toInstant(),
                    Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException("look at " + file, e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private Path folder(MachineId machine) {
        return root.resolve(machine.value());
    }
}
