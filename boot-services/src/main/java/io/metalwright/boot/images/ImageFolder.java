package io.metalwright.boot.images;

import com.fasterxml.jackson.core.JacksonException;
import com.github.luben.zstd.ZstdInputStream;
import io.metalwright.boot.store.Json;
import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageManifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder of the image store. What is put into it is believed nothing: a chunk must have the sum that it is called by, a manifest must be of the
 * image that it is called by.
 */
public record ImageFolder(Path root) {
    /** What zstd makes of bytes that cannot be compressed is a little longer than they are. */
    public static final long LARGEST_CHUNK = ImageManifest.CHUNK_BYTES + (1L << 20);

    public Path chunk(Sha256 sum) {
        return root.resolve("chunks").resolve(sum.hex().substring(0, 2)).resolve(sum.hex());
    }

    public Path manifest(Sha256 digest) {
        return root.resolve("manifests").resolve(digest.hex() + ".json");
    }

    /** The files of a distribution's disc. */
    public Path tree(Sha256 digest) {
        return root.resolve("trees").resolve(digest.hex());
    }

    /** @throws NotThatException when the bytes are not a zstd frame of that chunk */
    public void keepChunk(Sha256 sum, byte[] packed) throws IOException, NotThatException {
        try (var plain = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            var bytes = plain.readNBytes(ImageManifest.CHUNK_BYTES + 1);
            if (bytes.length > ImageManifest.CHUNK_BYTES || !Sha256.sumOf(bytes).equals(sum)) {
                throw new NotThatException();
            }
        } catch (IOException e) {
            throw new NotThatException();
        }
        keep(packed, chunk(sum));
    }

    /** @throws NotThatException when the bytes are not the manifest of that image */
    public void keepManifest(Sha256 digest, byte[] json) throws IOException, NotThatException {
        try {
            if (!Json.MAPPER.readValue(json, ImageManifest.class).digest().equals(digest)) {
                throw new NotThatException();
            }
        } catch (JacksonException e) {
            throw new NotThatException();
        }
        keep(json, manifest(digest));
    }

    /** It is there whole or not at all. */
    private void keep(byte[] bytes, Path file) throws IOException {
        var incoming = Files.createDirectories(root.resolve("incoming"));
        Files.createDirectories(file.getParent());
        var draft = Files.createTempFile(
                incoming,
                "fetched",
                null,
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

    /** The bytes are not what they are called. */
    public static final class NotThatException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
