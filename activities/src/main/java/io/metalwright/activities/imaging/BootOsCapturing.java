package io.metalwright.activities.imaging;

import io.metalwright.activities.disks.FormerWork;
import io.metalwright.activities.disks.PlannedDisks;
import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.inspection.HardwareFacts;
import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.activities.shell.BootOsShell;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.Capturing;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.Imaging;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Has BootOS read a disk and send its chunks, and keeps the list of them. */
public final class BootOsCapturing implements Capturing {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final BootOsShells shells;
    private final SiteKeys keys;
    private final LocalImageStore images;
    private final FormerWork former;

    public BootOsCapturing(BootOsShells shells, SiteKeys keys, LocalImageStore images) {
        this(shells, keys, images, FormerWork.USUAL);
    }

    BootOsCapturing(BootOsShells shells, SiteKeys keys, LocalImageStore images, FormerWork former) {
        this.shells = shells;
        this.keys = keys;
        this.images = images;
        this.former = former;
    }

    @Override
    public Captured capture(BootOsTarget target, Request request) {
        var began = Instant.now();
        var told = new AtomicReference<>(new Imaging.Progress(0, 0, 0, 0));
        ActivityExecutionContext context = Activity.getExecutionContext();
        // A job's name becomes that of a file and of a folder.
        var job = "capture-" + Sha256.sumOf(request.job()).hex().substring(0, 32);
        try (var shell = shells.open(target, () -> context.heartbeat(told.get()))) {
            var kept = CapturedChunks.in(images.incoming().resolve(job + ".chunks"));
            var disk = PlannedDisks.find(
                            List.of(request.disk()),
                            HardwareFacts.collectQuickly(shell).disks(),
                            shell.place())
                    .getFirst();
            var reader = new ImageReader(shell, disk, former.jobs() + "/" + job);
            begin(shell, reader, kept, request);
            var end = watch(reader, kept, shell, told);
            var manifest = ImageManifest.of(end.sizeBytes(), ImageManifest.CHUNK_BYTES, kept.all());
            if (manifest.chunks().isEmpty()) {
                throw Failures.lasting(
                        FailureTypes.REFUSED,
                        "read " + disk.name() + " of " + shell.place() + ": it holds nothing",
                        "Cancel, and name another disk.");
            }
            images.keepManifest(manifest);
            reader.forget();
            // An attempt whose answer gets lost here reads once more, and sends nothing.
            kept.forget();
            return new Captured(
                    manifest.digest(),
                    manifest.chunks().size(),
                    manifest.sizeBytes(),
                    manifest.dataBytes(),
                    end.bytesSent(),
                    Duration.between(began, Instant.now()).toSeconds());
        } catch (IOException e) {
            throw Failures.mayPass(
                    FailureTypes.IMAGE_BROKEN,
                    "keep what was read of " + target.machine() + ": " + e.getMessage(),
                    "See that the worker can write to its image store, and that it has room.",
                    e);
        }
    }

    private void begin(BootOsShell shell, ImageReader reader, CapturedChunks kept, Request request) throws IOException {
        var before = reader.progress();
        if (before.isEmpty()) {
            // Of another boot, if there are any: since then the machine may have started from this disk, and written to
            // it.
            kept.forget();
            former.end(shell);
            try (var token = keys.token(request.token())) {
                reader.prepare(token);
            }
            reader.start();
        } else if (before.get().state() == WriterProgress.State.FAILED) {
            reader.start();
        }
    }

    private static ReaderProgress watch(
            ImageReader reader, CapturedChunks kept, BootOsShell shell, AtomicReference<Imaging.Progress> told)
            throws IOException {
        while (true) {
            pause();
            // Looked at before the list: what it says is done stands there.
            var progress = reader.progress().orElseThrow(() -> failed(shell, "its job is gone"));
            while (true) {
                var lines = reader.keptFrom(kept.end());
                if (lines.isBlank()) {
                    break;
                }
                kept.add(lines);
            }
            told.set(new Imaging.Progress(
                    progress.chunksDone(), progress.chunksTotal(), progress.bytesDone(), progress.bytesTotal()));
            switch (progress.state()) {
                case RUNNING -> {}
                case DONE -> {
                    return progress;
                }
                case FAILED -> throw failed(shell, String.valueOf(progress.error()));
            }
        }
    }

    private static ApplicationFailure failed(BootOsShell shell, String reason) {
        var message = "read a disk in " + shell.place() + ": " + reason;
        return reason.startsWith("refused: ")
                ? Failures.lasting(
                        FailureTypes.WRONG_MACHINE, message, "Look at the disk on the machine's console, or cancel.")
                : Failures.mayPass(
                        FailureTypes.IMAGE_BROKEN,
                        message,
                        "See whether the machine reaches its boot server, the disk's health, and the room in the store. Tried again, it goes on at the next chunk.");
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a disk is read", e);
        }
    }
}
