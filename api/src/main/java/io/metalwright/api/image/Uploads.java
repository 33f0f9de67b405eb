package io.metalwright.api.image;

import io.metalwright.api.ApiProperties;
import io.metalwright.api.problem.Problem;
import io.metalwright.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The folder of the image store where files wait to be taken in. They go to disk as they come, whatever their size. */
@Component
class Uploads {
    private static final int PART = 1 << 20;
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** Files that this class made; people may put others there by hand. */
    private static final Pattern OURS = Pattern.compile(".+\\.[0-9a-f]{16}\\.(upload|part)");

    private final Path folder;

    Uploads(ApiProperties properties) {
        folder = properties.imageFolder().resolve("uploads");
    }

    /**
     * @param file its name in the folder
     * @param sum of all of it
     */
    record Received(String file, Sha256 sum) {}

    /**
     * Writes a body to disk, and keeps it when it is whole and as it should be.
     *
     * @param length its announced length, or -1
     */
    Received receive(String image, InputStream body, long length, @Nullable String wantedSum) {
        try {
            Files.createDirectories(folder);
            if (length > Files.getFileStore(folder).getUsableSpace()) {
                throw noRoom();
            }
            var stem =
                    image + "." + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
            var part = folder.resolve(stem + ".part");
            try {
                var sum = write(body, length, part);
                check(sum, wantedSum);
                Files.move(part, folder.resolve(stem + ".upload"), StandardCopyOption.ATOMIC_MOVE);
                return new Received(stem + ".upload", sum);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("keep an upload in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Sha256 write(InputStream body, long length, Path file) throws IOException {
        var digest = Sha256.digest();
        long written = 0;
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var part = new byte[PART];
            for (int count = read(body, part); count >= 0; count = read(body, part)) {
                digest.update(part, 0, count);
                write(channel, ByteBuffer.wrap(part, 0, count));
                written += count;
            }
            if (length >= 0 && written != length) {
                throw brokenOff(null);
            }
            if (written == 0) {
                throw Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "invalid-body",
                        "The body is missing",
                        "The bytes of the image belong here.");
            }
            channel.force(true);
        }
        return Sha256.of(HexFormat.of().formatHex(digest.digest()));
    }

    private static int read(InputStream body, byte[] part) {
        try {
            return body.read(part);
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No space left")) {
                throw noRoom();
            }
            throw e;
        }
    }

    private static void check(Sha256 found, @Nullable String wanted) {
        if (wanted != null && !found.hex().equals(wanted)) {
            throw Problem.refused(
                            "checksum-wrong",
                            "The checksum is wrong",
                            "The SHA-256 of what arrived is " + found + " and not " + wanted + ".")
                    .at("sha256")
                    .help("Check the sum, or send the file again. Nothing was kept.");
        }
    }

    private static Problem brokenOff(@Nullable IOException cause) {
        var problem = Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "upload-broken-off",
                        "The upload broke off",
                        "Fewer bytes came than were announced. Nothing was kept.")
                .help("Send the file again.");
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }

    private static Problem noRoom() {
        return Problem.of(
                        HttpStatus.INSUFFICIENT_STORAGE,
                        "no-room",
                        "The image store is full",
                        "The image store has no room for this file. Nothing was kept.")
                .help("Make room in the image store, or give it a larger disk.");
    }

    void delete(String file) {
        try {
            Files.deleteIfExists(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("delete the upload " + file + ": " + e.getMessage(), e);
        }
    }

    /** Deletes what no import needs any more: files that were taken in or refused, and what a killed API left half written. */
    void sweep(Set<String> needed, Instant now) {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = String.valueOf(file.getFileName());
                if (OURS.matcher(name).matches()
                        && !needed.contains(name)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(ABANDONED))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException e) {
            // Nothing was ever uploaded, or another API swept the same file.
        } catch (IOException e) {
            throw new UncheckedIOException("look through the uploads in " + folder + ": " + e.getMessage(), e);
        }
    }
}
