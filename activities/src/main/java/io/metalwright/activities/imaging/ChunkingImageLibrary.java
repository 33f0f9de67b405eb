package io.metalwright.activities.imaging;

import io.metalwright.activities.failures.Failures;
import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.ImageLibrary;
import io.temporal.activity.Activity;
import java.io.IOException;

/** Takes images in as chunks. What an attempt fetched and stored, the next one finds. */
public final class ChunkingImageLibrary implements ImageLibrary {
    private final LocalImageStore store;
    private final ImageRegister register;
    private final ImageSource sources;

    public ChunkingImageLibrary(LocalImageStore store, ImageRegister register) {
        this.store = store;
        this.register = register;
        sources = new ImageSource(store.uploads());
    }

    @Override
    public Imported importImage(Request request) {
        try {
            var imported = take(request, new ImportHeartbeat(Activity.getExecutionContext()));
            register.record(imported.name(), imported.manifest(), imported.format(), request.source());
            return imported;
        } catch (RefusedImageException e) {
            throw Failures.lasting(
                    FailureTypes.IMAGE_BROKEN,
                    "import image '" + request.name() + "' from " + request.source() + ": the image is refused: "
                            + e.getMessage(),
                    "Import another file.",
                    e);
        } catch (IOException e) {
            if (FullStore.is(e)) {
                throw Failures.lasting(
                        FailureTypes.IMAGE_BROKEN,
                        "import image '" + request.name() + "' from " + request.source() + ": the image store "
                                + store.incoming() + " is full.",
                        "Make room in it (delete images that nobody needs), then import again: it goes on where it was.",
                        e);
            }
            throw Failures.mayPass(
                    FailureTypes.IMAGE_BROKEN,
                    "import image '" + request.name() + "' from " + request.source() + ": " + e.getMessage(),
                    "See whether the source can be reached and the store has room; the import goes on where it was.",
                    e);
        }
    }

    private Imported take(Request request, ImageProgress progress) throws IOException, RefusedImageException {
        try (var folder = ImportFolder.open(
                store.incoming().resolve(Sha256.sumOf(request.source()).hex().substring(0, 32)))) {
            try {
                var file = sources.fetch(request, folder.path(), progress);
                var disk = RawDisk.of(file, folder.path(), progress);
                var manifest = cut(disk, progress);
                var format = disk.isDisc()
                        ? new InstallationTrees(store)
                                .keep(disk.file(), manifest.digest(), progress)
                                .format()
                        : disk.format();
                var imported = new Imported(request.name(), manifest, format);
                folder.delete();
                return imported;
            } catch (RefusedImageException e) {
                // What was fetched is of no use.
                folder.delete();
                throw e;
            }
        }
    }

    private ImageManifest cut(RawDisk disk, ImageProgress progress) throws IOException, RefusedImageException {
        var raw = disk.file();
        var extents = QemuImg.extents(raw, () -> progress.tell(ImageProgress.Phase.STORE, 0, 0));
        var found = new Chunker(store, ImageManifest.CHUNK_BYTES).cut(raw, extents, progress);
        if (found.chunks().isEmpty()) {
            throw new RefusedImageException("its disk is empty");
        }
        var manifest = disk.isPartition() ? PartitionedDisk.around(found, store) : found;
        store.keepManifest(manifest);
        return manifest;
    }
}
