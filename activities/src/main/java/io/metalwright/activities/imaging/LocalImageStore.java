package io.metalwright.activities.imaging;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A folder: {@code manifests/<digest>.json}, {@code chunks/<first two digits>/<sum>}, {@code trees/<digest>} for the files of discs, {@code uploads}
 * for files to take in, {@code incoming} for what is being taken in.
 */
public final class LocalImageStore implements ImageStore {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path root;

    public LocalImageStore(Path root) {
        this.root = root;
    }

    public Path uploads() {
        return root.resolve("uploads");
    }

    /** Drafts: on the same file system as the rest, so that they can be renamed to their names. */
    public Path incoming() {
        return root.resolve("incoming");
    }

    @Override
    public Optional<ImageManifest> manifest(Sha256 digest) throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(manifestFile(digest)), ImageManifest.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public OptionalLong storedBytes(Sha256 chunk) throws IOException {
        try {
            return OptionalLong.of(Files.size(chunkFile(chunk)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void keepChunk(Sha256 chunk, byte[] compressed) throws IOException {
        keep(chunkFile(chunk), compressed);
    }

    @Override
    public void keepManifest(ImageManifest manifest) throws IOException {
        keep(manifestFile(manifest.digest()), JSON.writeValueAsBytes(manifest));
    }

    /** The files of a disc. */
    Path tree(Sha256 digest) {
        return root.resolve("trees").resolve(digest.hex());
    }

    Path chunkFile(Sha256 chunk) {
        return root.resolve("chunks").resolve(chunk.hex().substring(0, 2)).resolve(chunk.hex());
    }

    private Path manifestFile(Sha256 digest) {
        return root.resolve("manifests").resolve(digest.hex() + ".json");
    }

    private void keep(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(incoming());
        Files.createDirectories(file.getParent());
        var draft = Files.createTempFile(
                incoming(),
                "draft",
                null,
                // Boot-services may run as another user of this host.
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        try {
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                var rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
