package io.metalwright.activities.imaging;

import io.metalwright.model.Sha256;
import io.metalwright.workflows.steps.ImageLibrary;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** Gets an image's file to this worker, and checks its sum. */
final class ImageSource {
    private final ImageFetch http = new ImageFetch();
    private final Path uploads;

    ImageSource(Path uploads) {
        this.uploads = uploads;
    }

    Path fetch(ImageLibrary.Request request, Path folder, ImageProgress progress)
            throws IOException, RefusedImageException {
        var file = request.source().matches("https?://.*")
                ? download(request.source(), folder.resolve("source"), progress)
                : uploaded(request.source());
        if (request.sha256() != null) {
            var found = sum(file, progress);
            if (!found.hex().equalsIgnoreCase(request.sha256())) {
                throw new RefusedImageException("its SHA-256 is " + found + " and not " + request.sha256()
                        + ". Check the sum, or fetch it again");
            }
        }
        return file;
    }

    private Path download(String source, Path file, ImageProgress progress) throws IOException, RefusedImageException {
        try {
            http.fetch(new URI(source), file, progress);
            return file;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new RefusedImageException("its address is no address: " + e.getMessage(), e);
        }
    }

    /** Only what was uploaded: a path must not lead to other files of this host. */
    private Path uploaded(String source) throws RefusedImageException, IOException {
        Files.createDirectories(uploads);
        try {
            var folder = uploads.toRealPath();
            var file = folder.resolve(source).toRealPath();
            if (file.startsWith(folder) && Files.isRegularFile(file)) {
                return file;
            }
            throw new RefusedImageException("it is no file among the uploads. Upload it, or name an http(s) address");
        } catch (NoSuchFileException e) {
            throw new RefusedImageException("there is no such upload. Upload it, or name an http(s) address", e);
        }
    }

    private static Sha256 sum(Path file, ImageProgress progress) throws IOException {
        var digest = Sha256.digest();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var part = ByteBuffer.allocate(1 << 20);
            while (channel.read(part) >= 0) {
                digest.update(part.flip());
                part.clear();
                progress.tell(ImageProgress.Phase.CHECK, channel.position(), channel.size());
            }
        }
        return Sha256.of(HexFormat.of().formatHex(digest.digest()));
    }
}
